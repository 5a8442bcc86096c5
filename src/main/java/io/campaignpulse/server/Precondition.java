package io.campaignpulse.server;

import io.campaignpulse.event.CatalogueRow;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a writer believes to stand: {@code If-Match} holds the revision it has read as an entity
 * tag, {@code If-None-Match: *} says that there must be none.
 */
final class Precondition {

  private final @Nullable Set<String> expected;
  private final boolean absent;

  private Precondition(@Nullable Set<String> expected, boolean absent) {
    this.expected = expected;
    this.absent = absent;
  }

  static Precondition of(Context request) {
    String match = request.header("If-Match");
    return new Precondition(
        match == null
            ? null
            : Arrays.stream(match.split(",")).map(String::trim).collect(Collectors.toSet()),
        "*".equals(request.header("If-None-Match")));
  }

  /** The entity tag of a revision. */
  static String tag(long revision) {
    return "\"" + revision + "\"";
  }

  /** Refuses where something else stands than the writer believes. */
  void check(@Nullable CatalogueRow standing) {
    if (absent && standing != null) {
      throw changed("It is there already, at revision " + standing.revision() + ".");
    }
    if (expected == null || (standing != null && expected.contains("*"))) {
      return;
    }
    if (standing == null || !expected.contains(tag(standing.revision()))) {
      throw changed(
          standing == null
              ? "There is none any more."
              : "It stands at revision " + standing.revision() + " now.");
    }
  }

  private static Problem.Raised changed(String detail) {
    return new Problem.Raised(Problem.changedMeanwhile(detail));
  }
}

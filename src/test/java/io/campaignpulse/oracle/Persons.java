package io.campaignpulse.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who an event belongs to: all statements on visitors, read anew for each question. */
final class Persons {

  private record Statement(Instant time, String visitorId, String customerId, boolean linked) {}

  private final List<Statement> statements = new ArrayList<>();

  /** Learns what an event that carries both ids says. */
  void learn(Line event) {
    if (event.has("visitorId") && event.has("customerId")) {
      statements.add(
          new Statement(
              event.eventTime(),
              event.text("visitorId"),
              event.text("customerId"),
              !"false".equals(event.optional("linked"))));
    }
  }

  /** The person of an event; null where it names nobody. */
  @Nullable String of(Line event) {
    String customer = event.optional("customerId");
    String visitor = event.optional("visitorId");
    if (customer != null) {
      return "c:" + customer;
    }
    if (visitor == null) {
      return null;
    }
    String owner = customerOf(visitor, event.eventTime());
    return owner == null ? "v:" + visitor : "c:" + owner;
  }

  private @Nullable String customerOf(String visitor, Instant at) {
    List<Statement> about =
        statements.stream().filter(statement -> statement.visitorId.equals(visitor)).toList();
    Optional<Instant> latest =
        about.stream()
            .map(Statement::time)
            .filter(time -> !time.isAfter(at))
            .max(Comparator.naturalOrder());
    if (latest.isPresent()) {
      return linkedAt(about, latest.get());
    }
    return about.stream()
        .filter(Statement::linked)
        .map(Statement::time)
        .min(Comparator.naturalOrder())
        .map(first -> linkedAt(about, first))
        .orElse(null);
  }

  /** The customer that stands of the statements of one instant; null if all of them unlink. */
  private static @Nullable String linkedAt(List<Statement> about, Instant instant) {
    return about.stream()
        .filter(statement -> statement.time.equals(instant) && statement.linked)
        .map(Statement::customerId)
        .max(Line.BYTES)
        .orElse(null);
  }
}

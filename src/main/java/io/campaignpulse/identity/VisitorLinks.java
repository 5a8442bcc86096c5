package io.campaignpulse.identity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of whom one visitor was and when; it decides by the set of statements, not by their
 * order of arrival.
 *
 * <p>At an instant t the visitor is the customer of its latest link at or before t; if the latest
 * statement is an unlink, only itself; if there is no statement yet, the customer of its first
 * later link. So a shared device never glues two customers together. Source: "Persons" in the
 * contract.
 *
 * @param statements distinct, in natural order
 */
public record VisitorLinks(List<LinkStatement> statements) {

  /** Nothing known. */
  public static VisitorLinks none() {
    return new VisitorLinks(new ArrayList<>());
  }

  /** The customer the visitor is at an instant (epoch milliseconds); null: only itself. */
  public @Nullable String ownerAt(long time) {
    int known = countUntil(time);
    if (known > 0) {
      LinkStatement latest = statements.get(known - 1);
      return latest.linked() ? latest.customerId() : null;
    }
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i).linked()) {
        return statements.get(countUntil(statements.get(i).time()) - 1).customerId();
      }
    }
    return null;
  }

  /** The person the visitor is at an instant (epoch milliseconds). */
  public String personAt(String visitorId, long time) {
    String owner = ownerAt(time);
    return owner == null ? PersonKey.visitor(visitorId) : PersonKey.customer(owner);
  }

  /** These links and one more statement; the same links if it says nothing new. */
  public VisitorLinks with(LinkStatement statement) {
    int place = Collections.binarySearch(statements, statement);
    if (place >= 0) {
      return this;
    }
    List<LinkStatement> more = new ArrayList<>(statements.size() + 1);
    more.addAll(statements);
    more.add(-place - 1, statement);
    return new VisitorLinks(more);
  }

  /** These links without a statement; the same links if it is none of them. */
  public VisitorLinks without(LinkStatement statement) {
    int place = Collections.binarySearch(statements, statement);
    if (place < 0) {
      return this;
    }
    List<LinkStatement> fewer = new ArrayList<>(statements);
    fewer.remove(place);
    return new VisitorLinks(fewer);
  }

  /**
   * The links that still matter if nothing dated before {@code time} will come: of older statements
   * that say what the one before them said, one.
   */
  public VisitorLinks compactedUntil(long time) {
    List<LinkStatement> kept = new ArrayList<>();
    for (LinkStatement statement : statements) {
      if (statement.time() >= time
          || kept.isEmpty()
          || !repeats(kept.get(kept.size() - 1), statement)) {
        kept.add(statement);
      }
    }
    return kept.size() == statements.size() ? this : new VisitorLinks(kept);
  }

  /** The time of the first statement that says what the one before it said; null if none does. */
  public @Nullable Long firstRepeated() {
    for (int i = 1; i < statements.size(); i++) {
      if (repeats(statements.get(i - 1), statements.get(i))) {
        return statements.get(i).time();
      }
    }
    return null;
  }

  private static boolean repeats(LinkStatement before, LinkStatement after) {
    return before.linked() == after.linked()
        && (!after.linked() || before.customerId().equals(after.customerId()));
  }

  /** How many statements are dated at or before an instant. */
  private int countUntil(long time) {
    int low = 0;
    int high = statements.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (statements.get(middle).time() <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.Outcome;

/** The ledger of a topic as the API and the stream show it. */
final class LedgerJson {

  private LedgerJson() {}

  static ObjectNode of(LedgerBook book) {
    ObjectNode node = Json.object();
    node.put("topic", book.topic().label());
    node.put("received", count(book, Outcome.RECEIVED));
    node.put("counted", count(book, Outcome.COUNTED));
    node.put("duplicate", count(book, Outcome.DUPLICATE));
    node.put("rejected", count(book, Outcome.REJECTED));
    node.put("filtered", count(book, Outcome.FILTERED));
    node.put("late", count(book, Outcome.LATE));
    node.put("unknownFields", count(book, Outcome.UNKNOWN_FIELDS));
    node.put("conflict", count(book, Outcome.CONFLICT));
    node.put("inFlight", inFlight(book));
    node.put("updatedAt", Json.time(book.updatedAt()));
    return node;
  }

  /** Received and not yet judged: what is on its way through the jobs; less than 0 is an error. */
  static long inFlight(LedgerBook book) {
    return count(book, Outcome.RECEIVED)
        - count(book, Outcome.COUNTED)
        - count(book, Outcome.DUPLICATE)
        - count(book, Outcome.REJECTED)
        - count(book, Outcome.FILTERED)
        - count(book, Outcome.LATE);
  }

  private static long count(LedgerBook book, Outcome outcome) {
    return book.counts()[outcome.ordinal()];
  }
}

package io.campaignpulse.wire;

import io.campaignpulse.event.AuditAction;
import io.campaignpulse.event.AuditEntry;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.ResultKey;
import io.campaignpulse.event.Topic;
import org.apache.avro.generic.GenericRecord;

/** Columns of the ledger of records, of those that were refused, and of changes by people. */
final class LedgerShapes {
  private static final Kind<Topic> TOPIC = Kind.named(Topic.class, Topic::label);

  static final RecordShape<AuditEntry> AUDIT_ENTRY =
      new RecordShape<>(
          AuditEntry.class,
          columns ->
              columns
                  .key(AuditEntry::key)
                  .text("topic", AuditEntry::topic)
                  .text("id", AuditEntry::id)
                  .symbol("action", AuditAction.class, AuditEntry::action)
                  .text("changedBy", AuditEntry::changedBy)
                  .time("changedAt", AuditEntry::changedAt)
                  .text("before", AuditEntry::before)
                  .text("after", AuditEntry::after)
                  .count("revision", AuditEntry::revision));

  private LedgerShapes() {}

  /** Returns the shape of the ledger that a job keeps. */
  static RecordShape<LedgerBook> ledger(String job) {
    return new RecordShape<>(
        LedgerBook.class,
        columns ->
            columns
                .key(book -> key(job, book))
                .text("job", book -> job)
                .column("topic", TOPIC, LedgerBook::topic)
                .vector(Outcome.class, outcome -> Kind.COUNT, LedgerBook::counts)
                .count("revision", LedgerBook::revision)
                .time("updatedAt", LedgerBook::updatedAt));
  }

  /** Returns the key of the ledger of a job and topic. */
  static String key(String job, LedgerBook book) {
    return ResultKey.of(job, book.topic().label());
  }

  /** Returns the shape of rejections; a record of a file has a line, another an offset. */
  static RecordShape<Rejection> rejection(WallClock clock) {
    return new RecordShape<>(
        Rejection.class,
        columns ->
            columns
                .key(LedgerShapes::key)
                .column("topic", TOPIC, Rejection::topic)
                .count("partition", r -> r.file() == null ? (Integer) r.partition() : null)
                .count("offset", r -> r.file() == null ? (Long) r.position() : null)
                .text("file", Rejection::file)
                .count("line", r -> r.file() == null ? null : (Long) r.position())
                .time("arrivalTime", Rejection::arrivalTime)
                .symbol("reason", RejectionReason.class, Rejection::reason)
                .text("detail", Rejection::detail)
                .column("payload", Kind.BYTES, Rejection::payload)
                .time("rejectedAt", r -> clock.millis())
                .reads(Rejection::partition, row -> (int) numberOf(row, "partition", "partition"))
                .reads(Rejection::position, row -> numberOf(row, "line", "offset")));
  }

  /** Returns the key of a rejection: where the record was; over HTTP it has an id of its own. */
  static String key(Rejection r) {
    String file = r.file();
    if (file != null && file.startsWith(Rejection.HTTP)) {
      return ResultKey.of(r.topic().label(), "http", file.substring(Rejection.HTTP.length()));
    }
    return ResultKey.of(
        r.topic().label(),
        file != null ? file : Integer.toString(r.partition()),
        Long.toString(r.position()));
  }

  private static long numberOf(GenericRecord row, String field, String other) {
    Object number = row.get(field) == null ? row.get(other) : row.get(field);
    return number == null ? 0 : ((Number) number).longValue();
  }
}

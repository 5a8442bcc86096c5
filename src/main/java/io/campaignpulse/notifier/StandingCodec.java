package io.campaignpulse.notifier;

import io.campaignpulse.avro.DeadLetterValue;
import io.campaignpulse.avro.NotificationValue;
import io.campaignpulse.avro.PendingNoticeValue;
import io.campaignpulse.avro.SeverityValue;
import io.campaignpulse.avro.TransitionValue;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.Severity;
import io.campaignpulse.source.ResultDecoder;
import io.campaignpulse.source.SingleObject;
import io.campaignpulse.source.WireSchema;
import io.campaignpulse.wire.Results;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * How the notifier's own records are written, as Avro single objects. What cannot be read back
 * throws {@link io.campaignpulse.ingest.RejectedException}. For one thread.
 */
final class StandingCodec {

  private static final Instant NEVER = Instant.EPOCH;

  private final ResultDecoder<Alert> alerts = Results.ALERTS.decoder();
  private final SingleObject<NotificationValue> notifications =
      new SingleObject<>(WireSchema.NOTIFICATIONS, SpecificDatumReader::new);
  private final SingleObject<DeadLetterValue> letters =
      new SingleObject<>(WireSchema.DEAD_LETTERS, SpecificDatumReader::new);

  // --- Standings ---

  byte[] write(Standing standing) {
    return encode(
        WireSchema.NOTIFICATIONS,
        NotificationValue.newBuilder()
            .setKey(standing.key())
            .setTarget(standing.targetId())
            .setAlertId(standing.alertId())
            .setRevision(standing.revision())
            .setTold(wire(standing.told()))
            .setSequence(standing.sequence())
            .setHeard(standing.heard())
            .setLast(standing.last() == null ? null : wire(standing.last()))
            .setToldAt(Instant.ofEpochMilli(standing.toldAt()))
            .setChangedAt(Instant.ofEpochMilli(standing.changedAt()))
            .setPending(standing.pending().stream().map(StandingCodec::wire).toList())
            .build());
  }

  byte[] write(DisabledTarget target) {
    return encode(
        WireSchema.NOTIFICATIONS,
        NotificationValue.newBuilder()
            .setKey(target.targetId())
            .setTarget(target.targetId())
            .setDisabledAt(Instant.ofEpochMilli(target.since()))
            .setDisabledBecause(target.because())
            .setRevision(0)
            .setSequence(0)
            .setHeard(false)
            .setToldAt(NEVER)
            .setChangedAt(Instant.ofEpochMilli(target.since()))
            .setPending(List.of())
            .build());
  }

  /** A record of notifications as it came: a {@link Standing} or a {@link DisabledTarget}. */
  Object readNotification(byte[] value) {
    NotificationValue v = notifications.decode(value);
    if (v.getAlertId() == null) {
      Instant since = v.getDisabledAt() == null ? NEVER : v.getDisabledAt();
      String because = v.getDisabledBecause() == null ? "" : v.getDisabledBecause();
      return new DisabledTarget(v.getTarget(), since.toEpochMilli(), because);
    }
    return new Standing(
        v.getTarget(),
        v.getAlertId(),
        v.getRevision(),
        read(v.getTold()),
        v.getSequence(),
        v.getHeard(),
        v.getLast() == null ? null : read(v.getLast()),
        v.getToldAt().toEpochMilli(),
        v.getChangedAt().toEpochMilli(),
        v.getPending().stream().map(pending -> read(v.getTarget(), pending)).toList());
  }

  private static PendingNoticeValue wire(PendingNotice pending) {
    Notice notice = pending.notice();
    return PendingNoticeValue.newBuilder()
        .setTransition(wire(notice.transition()))
        .setSequence(notice.sequence())
        .setSeverity(SeverityValue.valueOf(notice.severity().name()))
        .setBefore(wire(notice.before()))
        .setAttempts(pending.attempts())
        .setDueAt(Instant.ofEpochMilli(pending.dueAt()))
        .setAlert(ByteBuffer.wrap(Results.ALERTS.encoder().value(notice.alert())))
        .build();
  }

  private PendingNotice read(String target, PendingNoticeValue v) {
    return new PendingNotice(
        new Notice(
            target,
            alert(v.getAlert()),
            read(v.getTransition()),
            v.getSequence(),
            Severity.valueOf(v.getSeverity().name()),
            read(v.getBefore())),
        v.getAttempts(),
        v.getDueAt().toEpochMilli());
  }

  // --- Dead letters ---

  byte[] write(DeadLetter letter) {
    Notice notice = letter.notice();
    return encode(
        WireSchema.DEAD_LETTERS,
        DeadLetterValue.newBuilder()
            .setKey(letter.key())
            .setTarget(notice.targetId())
            .setAlertId(notice.alert().alertId())
            .setTransition(wire(notice.transition()))
            .setSequence(notice.sequence())
            .setSeverity(SeverityValue.valueOf(notice.severity().name()))
            .setBefore(wire(notice.before()))
            .setAttempts(letter.attempts())
            .setBecause(letter.because())
            .setDiedAt(Instant.ofEpochMilli(letter.diedAt()))
            .setAlert(ByteBuffer.wrap(Results.ALERTS.encoder().value(notice.alert())))
            .build());
  }

  DeadLetter readDeadLetter(byte[] value) {
    DeadLetterValue v = letters.decode(value);
    return new DeadLetter(
        new Notice(
            v.getTarget(),
            alert(v.getAlert()),
            read(v.getTransition()),
            v.getSequence(),
            Severity.valueOf(v.getSeverity().name()),
            read(v.getBefore())),
        v.getAttempts(),
        v.getBecause(),
        v.getDiedAt().toEpochMilli());
  }

  // --- Parts ---

  private Alert alert(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return alerts.decode(bytes);
  }

  private static TransitionValue wire(Transition transition) {
    return TransitionValue.valueOf(transition.name());
  }

  private static Transition read(TransitionValue transition) {
    return Transition.valueOf(transition.name());
  }

  private static @Nullable SeverityValue wire(@Nullable Severity severity) {
    return severity == null ? null : SeverityValue.valueOf(severity.name());
  }

  private static @Nullable Severity read(@Nullable SeverityValue severity) {
    return severity == null ? null : Severity.valueOf(severity.name());
  }

  private static byte[] encode(WireSchema wire, SpecificRecordBase value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    bytes.writeBytes(SingleObject.header(wire.schema()));
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new SpecificDatumWriter<SpecificRecordBase>(wire.schema()).write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can always be written", e);
    }
    return bytes.toByteArray();
  }
}

package io.campaignpulse.attribution.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.attribution.Cause;
import io.campaignpulse.attribution.Conversion;
import io.campaignpulse.attribution.CorrectionLog;
import io.campaignpulse.attribution.CreditBook;
import io.campaignpulse.attribution.CreditCase;
import io.campaignpulse.attribution.Evidence;
import io.campaignpulse.attribution.PackedTouch;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.attribution.PersonEvent.Change;
import io.campaignpulse.attribution.Touch;
import io.campaignpulse.attribution.TouchLog;
import io.campaignpulse.attribution.VisitorEvent;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Correction;
import io.campaignpulse.event.CorrectionCause;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.JourneyChange;
import io.campaignpulse.event.JourneyNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

/** What is written is read again, every field of it. */
class CompactSerializerTest {

  private static final PackedTouch TOUCH =
      PackedTouch.of(new Touch("e", -5, InteractionType.VISIT, "camp", "E-MÄIL"));

  /** No two fields alike and none that reads as absent: a field forgotten is a test that fails. */
  private static Conversion conversion() {
    long[] amounts = new long[AttributedMeasure.COUNT];
    Arrays.setAll(amounts, i -> i % 3 == 0 ? 0 : Long.MIN_VALUE >> i);
    return new Conversion(
        "conversion",
        ConversionType.WON_LEAD,
        "event",
        1_700_000_000_000L,
        1_600_000_000_000L,
        1_800_000_000_000L,
        "customer",
        "visitor",
        "lead",
        "dealer",
        new Evidence(Evidence.Kind.COUPON, "campaign", "channel"),
        List.of(new Booking(7, amounts), new Booking(-8, new long[AttributedMeasure.COUNT])),
        Long.MAX_VALUE,
        true);
  }

  private static Conversion bare() {
    return new Conversion(
        "c", ConversionType.ORDER, "e", 0, 0, 0, null, null, null, null, null, List.of(), 0, false);
  }

  private static <T> T again(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    DataOutputSerializer copied = new DataOutputSerializer(64);
    serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copied);
    DataInputDeserializer in = new DataInputDeserializer(copied.getCopyOfBuffer());
    T read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }

  @Test
  void events_are_read_as_they_were_written() throws IOException {
    for (Change change : Change.values()) {
      for (Conversion conversion : List.of(conversion(), bare())) {
        PersonEvent event = PersonEvent.of("p", change, conversion);
        assertThat(again(CompactSerializer.PERSON_EVENT, event))
            .usingRecursiveComparison()
            .isEqualTo(event);
        VisitorEvent asked = VisitorEvent.of("v", change, conversion);
        assertThat(again(CompactSerializer.VISITOR_EVENT, asked))
            .usingRecursiveComparison()
            .isEqualTo(asked);
      }
      PersonEvent touched = PersonEvent.of("p", change, TOUCH);
      assertThat(again(CompactSerializer.PERSON_EVENT, touched)).isEqualTo(touched);
    }
    for (VisitorEvent event :
        List.of(
            VisitorEvent.of("v", TOUCH),
            VisitorEvent.link("v", "c", 9, true),
            VisitorEvent.link("v", "c", -9, false),
            VisitorEvent.link("v", Change.GAINED, "c", 9, "lead-1"),
            VisitorEvent.link("v", Change.LOST, "c", 9, "lead-1"))) {
      assertThat(again(CompactSerializer.VISITOR_EVENT, event)).isEqualTo(event);
    }
  }

  @Test
  void books_and_cases_are_read_as_they_were_written() throws IOException {
    CreditCase known =
        new CreditCase(
            "p",
            conversion(),
            TouchLog.of(List.of(TOUCH)),
            TouchLog.of(List.of(TOUCH)),
            true,
            true,
            true,
            new Cause(CorrectionCause.LEAD, 7));
    CreditCase none =
        new CreditCase(
            "q",
            bare(),
            TouchLog.EMPTY,
            TouchLog.EMPTY,
            false,
            false,
            false,
            new Cause(CorrectionCause.TOUCH, -1));
    CorrectionLog corrected =
        new CorrectionLog("o", List.of(new Correction(CorrectionCause.IDENTITY, -5, 6)), 21);
    CreditBook book =
        new CreditBook(
            new ArrayList<>(List.of(known, none)), new ArrayList<>(List.of(corrected)), 1234);
    assertThat(again(CompactSerializer.CREDIT_BOOK, book))
        .usingRecursiveComparison()
        .isEqualTo(book);
    assertThat(CompactSerializer.CREDIT_BOOK.copy(book)).isEqualTo(book).isNotSameAs(book);
  }

  @Test
  void paths_are_read_as_they_were_written() throws IOException {
    JourneyNode node = new JourneyNode("camp", "E-MÄIL");
    for (JourneyChange change :
        List.of(
            new JourneyChange(ConversionType.WON_LEAD, List.of(node, node), true, -7, -2),
            new JourneyChange(null, List.of(), false, Long.MAX_VALUE, 1))) {
      assertThat(again(CompactSerializer.JOURNEY_CHANGE, change)).isEqualTo(change);
    }
  }

  @Test
  void it_is_found_again_from_its_snapshot_and_from_its_own_bytes() throws Exception {
    TypeSerializer<PersonEvent> serializer = CompactSerializer.PERSON_EVENT;
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    TypeSerializerSnapshot<PersonEvent> snapshot =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
    assertThat(snapshot.restoreSerializer()).isSameAs(serializer);
    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(snapshot)
                .isCompatibleAsIs())
        .isTrue();
    assertThat(InstantiationUtil.clone(serializer)).isSameAs(serializer);
    assertThat(CompactType.PERSON_EVENT)
        .isEqualTo(InstantiationUtil.clone(CompactType.PERSON_EVENT))
        .isNotEqualTo(CompactType.VISITOR_EVENT);
  }

  @Test
  void a_form_it_does_not_know_is_refused() {
    DataInputDeserializer unknown = new DataInputDeserializer(new byte[] {99, 0, 0});
    assertThatThrownBy(() -> CompactSerializer.PERSON_HISTORY.deserialize(unknown))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("person-history");
  }
}

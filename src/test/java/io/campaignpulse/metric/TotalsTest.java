package io.campaignpulse.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.TimeBasis;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TotalsTest {

  @Property(tries = 200)
  void comeBackAsTheyWereWritten(
      @ForAll AttributionModel model,
      @ForAll TimeBasis basis,
      @ForAll AttributedMeasure measure,
      @ForAll long amount,
      @ForAll BaseMeasure base,
      @ForAll @IntRange(min = 0, max = 900) int people)
      throws IOException {
    Totals totals = new Totals();
    long[] amounts = Ratios.nothingAttributed();
    amounts[measure.ordinal()] = amount;
    totals.add(new AttributedTotals(model, basis, amounts));
    totals.add(base, amount);
    totals.book(amounts);
    ReachSketch sketch = new ReachSketch();
    for (int i = 0; i < people; i++) {
      sketch.add("v:" + i);
    }
    totals.add(
        new MeasureChange("c", "C", 0, 0, new long[0], sketch.toBytes(), java.util.List.of()));
    totals.addPending(people);
    totals.setRevision(amount);

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    totals.write(new DataOutputStream(bytes));
    Totals read = Totals.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(read.base()).isEqualTo(totals.base());
    assertThat(read.reach()).isEqualTo(totals.reach());
    assertThat(read.revision()).isEqualTo(amount);
    assertThat(read.amounts(model, basis)).isEqualTo(amount == 0 ? new long[0] : amounts);
    assertThat(read.attributed()).hasSameSizeAs(totals.attributed());
    assertThat(read.booked()).isEqualTo(amounts);
    assertThat(read.pendingClicks()).isEqualTo(people);
  }

  @Test
  void areReadAsTheFirstReleaseWroteThem() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(1);
    out.writeLong(7);
    out.writeShort(1);
    out.writeLong(40);
    out.writeShort(0);
    out.writeByte(0);
    Totals read = Totals.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(read.revision()).isEqualTo(7);
    assertThat(read.base()[0]).isEqualTo(40);
    assertThat(read.booked()).isEqualTo(Ratios.nothingAttributed());
    assertThat(read.pendingClicks()).isZero();
  }

  @Test
  void areReadAsTheyWereWrittenWithoutPendingClicks() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(2);
    out.writeLong(7);
    out.writeShort(0);
    out.writeShort(0);
    out.writeByte(0);
    out.writeShort(1);
    out.writeLong(40);
    Totals read = Totals.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(read.booked()[0]).isEqualTo(40);
    assertThat(read.pendingClicks()).isZero();
  }

  @Test
  void areZeroWhenChangesCancel() {
    Totals totals = new Totals();
    assertThat(totals.isZero()).isTrue();
    long[] amounts = Ratios.nothingAttributed();
    amounts[0] = 5;
    totals.add(new AttributedTotals(AttributionModel.LINEAR, TimeBasis.INTERACTION_TIME, amounts));
    assertThat(totals.isZero()).isFalse();
    assertThat(totals.attributed()).hasSize(1);
    amounts[0] = -5;
    totals.add(new AttributedTotals(AttributionModel.LINEAR, TimeBasis.INTERACTION_TIME, amounts));
    assertThat(totals.isZero()).isTrue();
  }
}

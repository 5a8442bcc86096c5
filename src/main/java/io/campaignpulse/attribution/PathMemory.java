package io.campaignpulse.attribution;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.journey.PathEnd;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a person remembers of the paths it has told. A value.
 *
 * @param toldBefore null paths that ended before it were told, epoch milliseconds
 * @param settled of each type the last conversion that is forgotten, while touches before it are
 *     not
 */
record PathMemory(long toldBefore, List<PathEnd> settled) {

  /** Nothing told yet. */
  static final PathMemory NONE = new PathMemory(Long.MIN_VALUE, List.of());

  /** Conversions before it are settled: what is known of them may be forgotten. */
  long settledBefore(AttributionOptions options) {
    return toldBefore == Long.MIN_VALUE ? Long.MIN_VALUE : toldBefore - options.redecisionHorizon();
  }

  /** The memory once all null paths that ended before an instant are told. */
  PathMemory toldBefore(long instant) {
    return new PathMemory(instant, settled);
  }

  /** The memory of a person without touches. */
  PathMemory withoutSettled() {
    return settled.isEmpty() ? this : new PathMemory(toldBefore, List.of());
  }

  /** The memory without conversions before all touches, and with those that are forgotten now. */
  PathMemory forgetting(List<Conversion> gone, long touchesBefore) {
    if (gone.isEmpty() && settled.isEmpty()) {
      return this;
    }
    Map<ConversionType, PathEnd> latest = new EnumMap<>(ConversionType.class);
    List<PathEnd> ends = new ArrayList<>(settled);
    for (Conversion conversion : gone) {
      if (!conversion.voided()) {
        ends.add(new PathEnd(conversion.type(), conversion.eligibleAt(), true));
      }
    }
    for (PathEnd end : ends) {
      if (end.at() >= touchesBefore) {
        latest.merge(end.type(), end, (a, b) -> a.at() < b.at() ? b : a);
      }
    }
    return new PathMemory(toldBefore, List.copyOf(latest.values()));
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(toldBefore != Long.MIN_VALUE);
    if (toldBefore != Long.MIN_VALUE) {
      CompactForm.write(toldBefore, out);
      CompactForm.write(settled.size(), out);
      for (PathEnd end : settled) {
        CompactForm.write(end.type().ordinal(), out);
        CompactForm.write(end.at(), out);
      }
    }
  }

  static PathMemory read(DataInput in) throws IOException {
    if (!in.readBoolean()) {
      return NONE;
    }
    long toldBefore = CompactForm.readNumber(in);
    int size = CompactForm.readSize(in);
    List<PathEnd> settled = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      ConversionType type = ConversionType.values()[CompactForm.readSize(in)];
      settled.add(new PathEnd(type, CompactForm.readNumber(in), true));
    }
    return new PathMemory(toldBefore, settled);
  }
}

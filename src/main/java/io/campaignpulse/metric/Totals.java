package io.campaignpulse.metric;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.MeasureSums;
import io.campaignpulse.event.TimeBasis;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running sums of one window, campaign and channel, and the revision it was last published
 * with. Kept sparse: most windows of most campaigns have no impression and no credit. The sums of
 * all campaigns also hold what the ledger booked; those of one how many clicks no spend report
 * covers yet.
 */
public final class Totals {

  private static final AttributionModel[] MODELS = AttributionModel.values();
  private static final TimeBasis[] BASES = TimeBasis.values();
  private static final byte FORMAT = 3;
  private static final byte FORMAT_WITHOUT_PENDING = 2;
  private static final byte FORMAT_WITHOUT_LEDGER = 1;
  private static final byte[] NO_SKETCH = {};
  private static final long[] NO_AMOUNTS = {};
  private static final long[][] NO_VECTORS = {};

  private final long[] base = new long[BaseMeasure.COUNT];
  private long @Nullable [] @Nullable [] attributed;
  private long @Nullable [] booked;
  private @Nullable ReachSketch reach;
  private long pendingClicks;
  private long revision;

  /** Adds what one change brings. */
  public void add(MeasureChange change) {
    new MeasureSums(base).add(change.base());
    if (change.reach() != null) {
      reachToWrite().merge(change.reach());
    }
    for (AttributedTotals entry : change.attributed()) {
      add(entry);
    }
  }

  /** Adds what was credited under one model and basis. */
  public void add(AttributedTotals entry) {
    new MeasureSums(amountsToWrite(index(entry.model(), entry.basis()))).add(entry.amounts());
  }

  /** Adds to one base measure. */
  public void add(BaseMeasure measure, long amount) {
    base[measure.ordinal()] = Math.addExact(base[measure.ordinal()], amount);
  }

  /** Adds clicks that no spend report covers; negative once one does. */
  public void addPending(long clicks) {
    pendingClicks = Math.addExact(pendingClicks, clicks);
  }

  /** Adds what the ledger booked, by ordinal of {@link AttributedMeasure}. */
  public void book(long[] amounts) {
    new MeasureSums(bookedToWrite()).add(amounts);
  }

  /** Adds other sums; their revision doesn't count. */
  public void add(Totals other) {
    new MeasureSums(base).add(other.base);
    if (other.reach != null) {
      reachToWrite().merge(other.reach);
    }
    if (other.attributed != null) {
      for (int i = 0; i < other.attributed.length; i++) {
        long[] amounts = other.attributed[i];
        if (amounts != null) {
          new MeasureSums(amountsToWrite(i)).add(amounts);
        }
      }
    }
    if (other.booked != null) {
      book(other.booked);
    }
    addPending(other.pendingClicks);
  }

  /** A copy of the base measures, by ordinal of {@link BaseMeasure}. */
  public long[] base() {
    return base.clone();
  }

  /** How many clicks no spend report covers yet. */
  public long pendingClicks() {
    return pendingClicks;
  }

  /** Estimated number of distinct people with an impression. */
  public long reach() {
    return reach == null ? 0 : reach.estimate();
  }

  /** Copies of the entries that aren't all zero, in the order of model, basis. */
  public List<AttributedTotals> attributed() {
    List<AttributedTotals> entries = new ArrayList<>();
    if (attributed != null) {
      for (int i = 0; i < attributed.length; i++) {
        long[] amounts = attributed[i];
        if (amounts != null && !isZero(amounts)) {
          entries.add(
              new AttributedTotals(
                  MODELS[i / BASES.length], BASES[i % BASES.length], amounts.clone()));
        }
      }
    }
    return entries;
  }

  /** A copy of the amounts under one model and basis; empty if there are none. */
  public long[] amounts(AttributionModel model, TimeBasis basis) {
    long[] amounts = attributed == null ? null : attributed[index(model, basis)];
    return amounts == null || isZero(amounts) ? new long[0] : amounts.clone();
  }

  /** A copy of what the ledger booked, by ordinal of {@link AttributedMeasure}. */
  public long[] booked() {
    return booked == null ? new long[AttributedMeasure.COUNT] : booked.clone();
  }

  /** Whether every measure is 0; clicks that no report covers are none. */
  public boolean isZero() {
    return isZero(base) && reach() == 0 && attributed().isEmpty() && isZero(booked());
  }

  /** The revision it was last published with; 0 if it never was. */
  public long revision() {
    return revision;
  }

  /** Remembers the revision it is published with. */
  public void setRevision(long revision) {
    this.revision = revision;
  }

  /** Writes the sums in a compact form of which only what isn't 0 takes space. */
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeLong(revision);
    writeSparse(base, out);
    byte[] sketch = reach == null ? NO_SKETCH : reach.toBytes();
    out.writeShort(sketch.length);
    out.write(sketch);
    long[][] vectors = attributed == null ? NO_VECTORS : attributed;
    out.writeByte(vectors.length);
    for (long[] amounts : vectors) {
      writeSparse(amounts == null ? NO_AMOUNTS : amounts, out);
    }
    writeSparse(booked == null ? NO_AMOUNTS : booked, out);
    writeSparse(pendingClicks == 0 ? NO_AMOUNTS : new long[] {pendingClicks}, out);
  }

  /** Reads what {@link #write} wrote. */
  public static Totals read(DataInput in) throws IOException {
    int format = in.readByte();
    if (format < FORMAT_WITHOUT_LEDGER || format > FORMAT) {
      throw new IOException("unknown format of totals: " + format);
    }
    Totals read = new Totals();
    read.revision = in.readLong();
    readSparse(read.base, in.readShort(), in);
    byte[] sketch = new byte[in.readUnsignedShort()];
    in.readFully(sketch);
    if (sketch.length > 0) {
      read.reach = ReachSketch.fromBytes(sketch);
    }
    int entries = in.readByte();
    for (int i = 0; i < entries; i++) {
      int present = in.readShort();
      if (present != 0) {
        readSparse(read.amountsToWrite(i), present, in);
      }
    }
    int present = format == FORMAT_WITHOUT_LEDGER ? 0 : in.readShort();
    if (present != 0) {
      readSparse(read.bookedToWrite(), present, in);
    }
    long[] pending = new long[1];
    readSparse(pending, format <= FORMAT_WITHOUT_PENDING ? 0 : in.readShort(), in);
    read.pendingClicks = pending[0];
    return read;
  }

  private static void writeSparse(long[] amounts, DataOutput out) throws IOException {
    int present = 0;
    for (int i = 0; i < amounts.length; i++) {
      present |= amounts[i] == 0 ? 0 : 1 << i;
    }
    out.writeShort(present);
    for (long amount : amounts) {
      if (amount != 0) {
        out.writeLong(amount);
      }
    }
  }

  private static void readSparse(long[] amounts, int present, DataInput in) throws IOException {
    for (int i = 0; i < amounts.length; i++) {
      if ((present >> i & 1) != 0) {
        amounts[i] = in.readLong();
      }
    }
  }

  private long[] amountsToWrite(int index) {
    long[][] vectors = attributed;
    if (vectors == null) {
      vectors = new long[MODELS.length * BASES.length][];
      attributed = vectors;
    }
    if (vectors[index] == null) {
      vectors[index] = new long[AttributedMeasure.COUNT];
    }
    return vectors[index];
  }

  private long[] bookedToWrite() {
    if (booked == null) {
      booked = new long[AttributedMeasure.COUNT];
    }
    return booked;
  }

  private ReachSketch reachToWrite() {
    if (reach == null) {
      reach = new ReachSketch();
    }
    return reach;
  }

  private static int index(AttributionModel model, TimeBasis basis) {
    return model.ordinal() * BASES.length + basis.ordinal();
  }

  private static boolean isZero(long[] amounts) {
    return Arrays.stream(amounts).allMatch(a -> a == 0);
  }
}

package io.campaignpulse.attribution;

import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.JourneyNode;
import io.campaignpulse.journey.JourneyTouch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The touches of one person in their order, packed into one run of bytes: each after its length (4
 * bytes). A value; one more touch is one more copy of the run, and only what is asked for is made
 * into texts again.
 */
public final class TouchLog {

  /** No touches. */
  public static final TouchLog EMPTY = new TouchLog(new byte[0], 0, 0);

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int LENGTH = Integer.BYTES;

  private final byte[] run;
  private final int count;

  /** Where the newest begins. */
  private final int newest;

  private TouchLog(byte[] run, int count, int newest) {
    this.run = run;
    this.count = count;
    this.newest = newest;
  }

  /** Which touches are meant. */
  interface Condition {
    boolean holds(InteractionType type, long time);
  }

  /** These touches, each once, in whatever order they are given. */
  public static TouchLog of(List<PackedTouch> touches) {
    List<PackedTouch> sorted = new ArrayList<>(touches);
    sorted.sort(PackedTouch.ORDER);
    int size = 0;
    for (PackedTouch touch : sorted) {
      size += LENGTH + touch.length();
    }
    byte[] run = new byte[size];
    int count = 0;
    int newest = 0;
    int end = 0;
    for (PackedTouch touch : sorted) {
      if (count == 0 || touch.compareTo(run, newest + LENGTH) > 0) {
        INT.set(run, end, touch.length());
        touch.copyTo(run, end + LENGTH);
        newest = end;
        end += LENGTH + touch.length();
        count++;
      }
    }
    return new TouchLog(end == size ? run : Arrays.copyOf(run, end), count, newest);
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** From when on the oldest can earn nothing any more, epoch milliseconds; MAX_VALUE if none. */
  long expiresAt(AttributionOptions options) {
    return count == 0 ? Long.MAX_VALUE : oldestTime() + options.touchRetention();
  }

  /**
   * Until when the first touch is open that is so still at an instant, epoch milliseconds;
   * MAX_VALUE if none is.
   */
  long openUntil(long instant, AttributionOptions options) {
    for (int at = 0; at < run.length; at = after(at)) {
      long until = openUntil(at, options);
      if (until >= instant) {
        return until;
      }
    }
    return Long.MAX_VALUE;
  }

  /** Whether the look-back of any passed in [from, before), epoch milliseconds. */
  boolean areClosedIn(long from, long before, AttributionOptions options) {
    for (int at = 0; at < run.length; at = after(at)) {
      long until = openUntil(at, options);
      if (from <= until && until < before) {
        return true;
      }
    }
    return false;
  }

  /** These and one more; the same log if it is among them. */
  public TouchLog with(PackedTouch touch) {
    int place = placeOf(touch);
    return isAt(place, touch) ? this : inserted(place, touch);
  }

  /** These but one; the same log if it isn't among them. */
  public TouchLog without(PackedTouch touch) {
    int place = placeOf(touch);
    return isAt(place, touch) ? removed(place) : this;
  }

  /** The oldest; there must be one. */
  PackedTouch oldest() {
    return PackedTouch.copyOf(run, LENGTH, after(0));
  }

  /** These but the oldest; there must be one. */
  TouchLog withoutOldest() {
    return removed(0);
  }

  /** Those not dated before an instant (epoch milliseconds). */
  public TouchLog since(long time) {
    return isEmpty() || oldestTime() >= time ? this : where((type, at) -> at >= time);
  }

  /** Those for which a condition holds. */
  TouchLog where(Condition condition) {
    byte[] kept = new byte[run.length];
    int length = 0;
    int held = 0;
    int last = 0;
    for (int at = 0; at < run.length; at = after(at)) {
      if (condition.holds(PackedTouch.type(run, at + LENGTH), PackedTouch.time(run, at + LENGTH))) {
        int size = after(at) - at;
        System.arraycopy(run, at, kept, length, size);
        last = length;
        length += size;
        held++;
      }
    }
    if (held == count) {
      return this;
    }
    return held == 0 ? EMPTY : new TouchLog(Arrays.copyOf(kept, length), held, last);
  }

  /** Each of them, packed. */
  List<PackedTouch> packed() {
    List<PackedTouch> touches = new ArrayList<>(count);
    for (int at = 0; at < run.length; at = after(at)) {
      touches.add(PackedTouch.copyOf(run, at + LENGTH, after(at)));
    }
    return touches;
  }

  /** Each of them. */
  public List<Touch> toList() {
    List<Touch> touches = new ArrayList<>(count);
    for (int at = 0; at < run.length; at = after(at)) {
      touches.add(PackedTouch.unpack(run, at + LENGTH, after(at)));
    }
    return touches;
  }

  /** Each of them as a station of the person's journey. */
  List<JourneyTouch> stations(AttributionOptions options) {
    List<JourneyTouch> stations = new ArrayList<>(count);
    for (int at = 0; at < run.length; at = after(at)) {
      JourneyNode node = PackedTouch.node(run, at + LENGTH, after(at));
      stations.add(
          new JourneyTouch(PackedTouch.time(run, at + LENGTH), openUntil(at, options), node));
    }
    return stations;
  }

  /** Writes them. */
  void write(DataOutput out) throws IOException {
    CompactForm.write(count, out);
    if (count > 0) {
      CompactForm.write(newest, out);
      CompactForm.write(run, out);
    }
  }

  /** Reads what {@link #write} wrote. */
  static TouchLog read(DataInput in) throws IOException {
    int count = CompactForm.readSize(in);
    if (count == 0) {
      return EMPTY;
    }
    int newest = CompactForm.readSize(in);
    return new TouchLog(CompactForm.readBytes(in), count, newest);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TouchLog log && Arrays.equals(run, log.run);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(run);
  }

  @Override
  public String toString() {
    return toList().toString();
  }

  private long oldestTime() {
    return PackedTouch.time(run, LENGTH);
  }

  /** Where the first begins that isn't before a touch; most touches are the newest. */
  private int placeOf(PackedTouch touch) {
    if (count == 0 || touch.compareTo(run, newest + LENGTH) > 0) {
      return run.length;
    }
    int at = 0;
    while (touch.compareTo(run, at + LENGTH) > 0) {
      at = after(at);
    }
    return at;
  }

  private boolean isAt(int place, PackedTouch touch) {
    return place < run.length && touch.compareTo(run, place + LENGTH) == 0;
  }

  private TouchLog inserted(int place, PackedTouch touch) {
    int size = LENGTH + touch.length();
    byte[] more = new byte[run.length + size];
    System.arraycopy(run, 0, more, 0, place);
    INT.set(more, place, touch.length());
    touch.copyTo(more, place + LENGTH);
    System.arraycopy(run, place, more, place + size, run.length - place);
    return new TouchLog(more, count + 1, place == run.length ? place : newest + size);
  }

  private TouchLog removed(int place) {
    if (count == 1) {
      return EMPTY;
    }
    int end = after(place);
    byte[] less = new byte[run.length - (end - place)];
    System.arraycopy(run, 0, less, 0, place);
    System.arraycopy(run, end, less, place, run.length - end);
    return new TouchLog(less, count - 1, place == newest ? before(place) : newest - (end - place));
  }

  /** The last instant at which a conversion may follow from the touch at a place. */
  private long openUntil(int place, AttributionOptions options) {
    InteractionType type = PackedTouch.type(run, place + LENGTH);
    return PackedTouch.time(run, place + LENGTH) + options.lookBack(type);
  }

  /** Where the touch after the one at a place begins. */
  private int after(int place) {
    return place + LENGTH + (int) INT.get(run, place);
  }

  private int before(int place) {
    int at = 0;
    while (after(at) < place) {
      at = after(at);
    }
    return at;
  }
}

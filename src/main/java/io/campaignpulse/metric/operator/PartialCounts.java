package io.campaignpulse.metric.operator;

import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.metric.MeasureChange;
import io.campaignpulse.metric.ReachSketch;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The counts of interactions per campaign, channel and minute since the last drain: an
 * open-addressing table with linear probing, whose look-up allocates nothing. Campaigns and
 * channels are usually the very same strings again, so equality is mostly a comparison of
 * references and their hash codes are cached in them.
 */
final class PartialCounts {

  private static final int FIRST_CAPACITY = 1 << 10;
  private static final int CLICKS = BaseMeasure.CLICKS.ordinal();
  private static final int FIRST_INVALID = BaseMeasure.INVALID_IMPRESSIONS.ordinal();

  private final boolean clicksFromEvents;

  private @Nullable Cell[] cells = new Cell[FIRST_CAPACITY];
  private int size;
  private long oldestMinute = Long.MAX_VALUE;

  /** Counts of which clicks are handed out as the measure, or only as live clicks. */
  PartialCounts(boolean clicksFromEvents) {
    this.clicksFromEvents = clicksFromEvents;
  }

  /** How many campaigns × channels × minutes are held. */
  int size() {
    return size;
  }

  /** The start of the oldest minute held; the end of time if nothing is. */
  long oldestMinute() {
    return oldestMinute;
  }

  /** The counts of that campaign, channel and minute, made if there are none. */
  Cell cell(String campaignId, String channel, long minute) {
    int mask = cells.length - 1;
    int slot = hash(campaignId, channel, minute) & mask;
    Cell cell = cells[slot];
    while (cell != null) {
      if (cell.minute == minute
          && cell.channel.equals(channel)
          && cell.campaignId.equals(campaignId)) {
        return cell;
      }
      slot = (slot + 1) & mask;
      cell = cells[slot];
    }
    Cell made = new Cell(campaignId, channel, minute);
    cells[slot] = made;
    oldestMinute = Math.min(oldestMinute, minute);
    if (++size > cells.length / 2) {
      grow();
    }
    return made;
  }

  /** Hands out everything held and forgets it. */
  void drain(Consumer<MeasureChange> out) {
    if (size == 0) {
      return;
    }
    for (Cell cell : cells) {
      if (cell != null) {
        out.accept(cell.toChange(clicksFromEvents));
      }
    }
    Arrays.fill(cells, null);
    size = 0;
    oldestMinute = Long.MAX_VALUE;
  }

  private void grow() {
    @Nullable Cell[] smaller = cells;
    cells = new Cell[smaller.length * 2];
    int mask = cells.length - 1;
    for (Cell cell : smaller) {
      if (cell != null) {
        int slot = hash(cell.campaignId, cell.channel, cell.minute) & mask;
        while (cells[slot] != null) {
          slot = (slot + 1) & mask;
        }
        cells[slot] = cell;
      }
    }
  }

  private static int hash(String campaignId, String channel, long minute) {
    int h = (campaignId.hashCode() * 31 + channel.hashCode()) * 31 + (int) (minute / 60_000);
    h *= 0x9E3779B9; // Fibonacci hashing spreads consecutive minutes over the table
    return h ^ h >>> 15;
  }

  /** The counts of one campaign, channel and minute. */
  static final class Cell {
    private final String campaignId;
    private final String channel;
    private final long minute;
    private final long[] base = new long[BaseMeasure.COUNT];
    private @Nullable ReachSketch reach;

    private Cell(String campaignId, String channel, long minute) {
      this.campaignId = campaignId;
      this.channel = channel;
      this.minute = minute;
    }

    /** Counts one interaction. */
    void count(InteractionType type, boolean invalid) {
      base[invalid ? FIRST_INVALID + type.ordinal() : type.ordinal()]++;
    }

    /** Counts a person in. */
    void reach(String personId) {
      if (reach == null) {
        reach = new ReachSketch();
      }
      reach.add(personId);
    }

    private MeasureChange toChange(boolean clicksFromEvents) {
      long clicks = base[CLICKS];
      if (!clicksFromEvents) {
        base[CLICKS] = 0;
      }
      return new MeasureChange(
          campaignId,
          channel,
          minute,
          clicks,
          base,
          reach == null ? null : reach.toBytes(),
          List.of());
    }
  }
}

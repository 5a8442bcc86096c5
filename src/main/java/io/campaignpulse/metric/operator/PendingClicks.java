package io.campaignpulse.metric.operator;

import io.campaignpulse.event.WindowSize;
import io.campaignpulse.metric.Totals;
import io.campaignpulse.metric.WindowCode;
import io.campaignpulse.metric.Windows;
import io.campaignpulse.spend.ClickCover;
import io.campaignpulse.spend.Coverage;
import io.campaignpulse.spend.SpendNowcast;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * The clicks of the current key that wait for a spend report, by minute, and what each is expected
 * to cost. How many wait in a window stands in its {@link Totals}, so a row costs a product.
 */
final class PendingClicks {

  private final transient MapState<Long, Long> waiting;
  private final transient ValueState<SpendNowcast> nowcast;

  PendingClicks(RuntimeContext context) {
    waiting =
        context.getMapState(
            new MapStateDescriptor<>("sum-windows.pending", Types.LONG, Types.LONG));
    nowcast =
        context.getState(
            new ValueStateDescriptor<>(
                "sum-windows.nowcast", TypeInformation.of(SpendNowcast.class)));
  }

  /** What a click that waits costs, micros; 0 while nothing is known or no report is expected. */
  long rate(Coverage coverage) throws Exception {
    return known().rate(coverage);
  }

  private SpendNowcast known() throws Exception {
    SpendNowcast known = nowcast.value();
    return known == null ? SpendNowcast.UNKNOWN : known;
  }

  private void remember(SpendNowcast before, SpendNowcast after) throws Exception {
    if (!Objects.equals(before, after)) {
      nowcast.update(after);
    }
  }

  /** Remembers what a click costs. */
  void learn(long cpcMicros) throws Exception {
    SpendNowcast known = known();
    remember(known, known.withCpc(cpcMicros));
  }

  /** Has what was gathered wait for a report, unless one covers it or it has waited in vain. */
  void settle(
      WindowSums<Tuple2<String, String>>.Gathering gathering,
      Coverage coverage,
      long now,
      LongConsumer givenUpAt)
      throws Exception {
    SpendNowcast known = known();
    SpendNowcast after = known;
    for (Map.Entry<Long, Long> clicked : gathering.clicks().entrySet()) {
      long minute = clicked.getKey();
      if (SpendNowcast.givenUpAt(minute) <= now) {
        after = after.withGivenUp(minute);
      } else if (!ClickCover.covers(coverage, minute)) {
        if (add(minute, clicked.getValue())) {
          givenUpAt.accept(SpendNowcast.givenUpAt(minute));
        }
        gathering.addPending(minute, clicked.getValue());
      }
    }
    remember(known, after);
  }

  /** As {@link #settle} in a replay, which knows only at the end what reports cover. */
  void collect(Map<Long, Long> clicks, long asOf) throws Exception {
    SpendNowcast known = known();
    SpendNowcast after = known;
    for (Map.Entry<Long, Long> clicked : clicks.entrySet()) {
      if (SpendNowcast.givenUpAt(clicked.getKey()) <= asOf) {
        after = after.withGivenUp(clicked.getKey());
      } else {
        add(clicked.getKey(), clicked.getValue());
      }
    }
    remember(known, after);
  }

  /** Adds clicks that wait; says whether they are the first of their minute. */
  private boolean add(long minute, long count) throws Exception {
    Long known = waiting.get(minute);
    waiting.put(minute, known == null ? count : Math.addExact(known, count));
    return known == null;
  }

  /** Removes the clicks that reports have come to cover. */
  void cover(Coverage coverage, WindowSums<Tuple2<String, String>>.Gathering gathering)
      throws Exception {
    Iterator<Map.Entry<Long, Long>> minutes = waiting.iterator();
    while (minutes.hasNext()) {
      Map.Entry<Long, Long> minute = minutes.next();
      if (ClickCover.covers(coverage, minute.getKey())) {
        gathering.addPending(minute.getKey(), -minute.getValue());
        minutes.remove();
      }
    }
    clearIfEmpty();
  }

  /** What an iterator has emptied would stay an entry. */
  private void clearIfEmpty() throws Exception {
    if (waiting.isEmpty()) {
      waiting.clear();
    }
  }

  /** Takes out the clicks that have waited in vain by an instant. */
  void giveUp(long time, WindowSums<Tuple2<String, String>>.Gathering gathering) throws Exception {
    SpendNowcast known = known();
    SpendNowcast after = known;
    Iterator<Map.Entry<Long, Long>> minutes = waiting.iterator();
    while (minutes.hasNext()) {
      Map.Entry<Long, Long> minute = minutes.next();
      if (SpendNowcast.givenUpAt(minute.getKey()) <= time) {
        gathering.addPending(minute.getKey(), -minute.getValue());
        after = after.withGivenUp(minute.getKey());
        minutes.remove();
      }
    }
    clearIfEmpty();
    remember(known, after);
  }

  /** Has every window in which clicks wait published again. */
  void publishAgain(WindowSums<Tuple2<String, String>> sums, Tuple2<String, String> key)
      throws Exception {
    for (Long minute : waiting.keys()) {
      sums.publishAgain(key, minute);
    }
  }

  /** Adds what still waits at the end of a replay to the sums; it is forgotten. */
  void decide(Coverage coverage, List<WindowSize> sizes, Windows windows, Map<Long, Totals> all)
      throws Exception {
    for (Map.Entry<Long, Long> minute : waiting.entries()) {
      if (!ClickCover.covers(coverage, minute.getKey())) {
        for (WindowSize size : sizes) {
          all.computeIfAbsent(
                  WindowCode.of(size, windows.start(size, minute.getKey())), w -> new Totals())
              .addPending(minute.getValue());
        }
      }
    }
    waiting.clear();
    nowcast.clear();
  }
}

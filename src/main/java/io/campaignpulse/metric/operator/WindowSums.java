package io.campaignpulse.metric.operator;

import io.campaignpulse.event.Emission;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.metric.MetricOptions;
import io.campaignpulse.metric.Retention;
import io.campaignpulse.metric.Totals;
import io.campaignpulse.metric.WindowCode;
import io.campaignpulse.metric.Windows;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.jspecify.annotations.Nullable;

/**
 * The sums per key and window of one operator: changes gather on the heap, and are added to keyed
 * state and published together.
 *
 * <p>So state is read and written once per changed window and publication instead of once per
 * change. The owner publishes each second, before each checkpoint barrier and at the end, hence
 * nothing gathered is ever missing from a checkpoint, and there is nothing dirty to be restored.
 *
 * <p>Two event-time timers per window at most: one when it is complete, and one when it leaves the
 * state, which windows of the same hour share.
 *
 * @param <K> the key of the operator
 */
final class WindowSums<K> {

  /** The event time of the decision at the end of a replay, after everything that has a time. */
  static final long END = Long.MAX_VALUE - 1;

  private static final int MAX_GATHERED = 200_000;
  private static final long HOUR = 3_600_000;

  /** What the owner does with sums. */
  interface Owner<K> {
    /** Makes the key the one that state and timers belong to. */
    void setCurrentKey(Object key);

    /** The changes of a key are about to be added to state, which is the current key's. */
    void settle(K key, WindowSums<K>.Gathering gathering) throws Exception;

    /** A gathered change is being added to its window. */
    void applied(K key, long window, Totals change) throws Exception;

    /** A window is published. */
    void publish(K key, long window, Totals totals, boolean complete) throws Exception;
  }

  private final Owner<K> owner;
  private final List<WindowSize> sizes;
  private final boolean live;
  private final Windows windows;
  private final Windows[] pastWindows;
  private final Retention retention;
  private final long restoredHorizon;
  private final transient MapState<Long, Totals> totals;
  private final InternalTimerService<VoidNamespace> timers;

  private final Map<K, Gathering> gathered = new HashMap<>();
  private final Map<K, Set<Long>> unpublished = new HashMap<>();
  private int gatheredWindows;
  private long nextForgotten = Retention.NEVER;

  WindowSums(
      Owner<K> owner,
      MetricOptions options,
      MapState<Long, Totals> totals,
      InternalTimerService<VoidNamespace> timers,
      long restoredHorizon) {
    this.owner = owner;
    this.sizes = options.windows();
    this.live = options.emission() == Emission.ON_CHANGE;
    this.windows = new Windows(ZoneId.of(options.zoneId()));
    this.pastWindows =
        Arrays.stream(WindowSize.values())
            .map(size -> new Windows(ZoneId.of(options.zoneId())))
            .toArray(Windows[]::new);
    this.retention = new Retention(options);
    this.totals = totals;
    this.timers = timers;
    this.restoredHorizon = restoredHorizon;
  }

  Windows windows() {
    return windows;
  }

  Retention retention() {
    return retention;
  }

  /** How far event time had come, also before a restart: watermarks aren't checkpointed. */
  long horizon() {
    return Math.max(timers.currentWatermark(), restoredHorizon);
  }

  /** Where changes of a key gather. */
  Gathering gathering(K key) {
    return gathered.computeIfAbsent(key, k -> new Gathering());
  }

  /** The changes of one key since the last publication. */
  final class Gathering {
    private final Map<Long, Totals> changes = new HashMap<>();
    private final Map<Long, Long> clicks = new HashMap<>();

    private Gathering() {}

    /** Counts live clicks of a minute, to be settled when the changes are. */
    void clicked(long minute, long count) {
      clicks.merge(minute, count, Math::addExact);
    }

    /** The live clicks to settle, by minute. */
    Map<Long, Long> clicks() {
      return clicks;
    }

    /** Adds clicks that no spend report covers to every window that is remembered. */
    void addPending(long minute, long count) {
      for (WindowSize size : sizes) {
        Totals change = at(size, minute);
        if (change != null) {
          change.addPending(count);
        }
      }
    }

    /** Where changes of the window holding an instant gather; null if it is forgotten already. */
    @Nullable Totals at(WindowSize size, long instant) {
      long forgotten = forgottenAt(size, windows.end(size, instant));
      if (forgotten <= horizon()) {
        return null;
      }
      nextForgotten = Math.min(nextForgotten, forgotten);
      Long code = WindowCode.of(size, windows.start(size, instant));
      Totals change = changes.get(code);
      if (change == null) {
        change = new Totals();
        changes.put(code, change);
        gatheredWindows++;
      }
      return change;
    }
  }

  /** Publishes what gathered if that is much; called when a change has been gathered in full. */
  void publishIfMany() throws Exception {
    if (gatheredWindows > MAX_GATHERED) {
      publish();
    }
  }

  /** Has every window of the current key published again. */
  void publishAllAgain(K key) throws Exception {
    Set<Long> codes = unpublished.computeIfAbsent(key, k -> new LinkedHashSet<>());
    for (Long code : totals.keys()) {
      codes.add(code);
    }
  }

  /** Has the windows of a key that hold an instant published again. */
  void publishAgain(K key, long instant) {
    Set<Long> codes = unpublished.computeIfAbsent(key, k -> new LinkedHashSet<>());
    for (WindowSize size : sizes) {
      codes.add(WindowCode.of(size, windows.start(size, instant)));
    }
  }

  /** The final sums of all windows of the current key; they are forgotten. */
  Map<Long, Totals> takeAll() throws Exception {
    Map<Long, Totals> all = new HashMap<>();
    for (Map.Entry<Long, Totals> entry : totals.entries()) {
      all.put(entry.getKey(), entry.getValue());
    }
    totals.clear();
    return all;
  }

  /** Whether anything has to be added to state or published. */
  boolean isGathering() {
    return !gathered.isEmpty() || !unpublished.isEmpty();
  }

  /** Adds what gathered to state and, live, publishes what changed. */
  void publish() throws Exception {
    for (Map.Entry<K, Gathering> ofKey : gathered.entrySet()) {
      K key = ofKey.getKey();
      owner.setCurrentKey(key);
      owner.settle(key, ofKey.getValue());
      Set<Long> again = unpublished.get(key);
      for (Map.Entry<Long, Totals> change : ofKey.getValue().changes.entrySet()) {
        apply(key, change.getKey(), change.getValue());
        if (again != null) {
          again.remove(change.getKey());
        }
      }
    }
    gathered.clear();
    gatheredWindows = 0;
    nextForgotten = Retention.NEVER;
    for (Map.Entry<K, Set<Long>> ofKey : unpublished.entrySet()) {
      owner.setCurrentKey(ofKey.getKey());
      for (Long code : ofKey.getValue()) {
        publishHeld(ofKey.getKey(), code);
      }
    }
    unpublished.clear();
  }

  private void apply(K key, long code, Totals change) throws Exception {
    owner.applied(key, code, change);
    Totals sum = totals.get(code);
    if (sum == null) {
      sum = new Totals();
      registerTimers(code);
    }
    sum.add(change);
    if (live) {
      owner.publish(key, code, sum, isComplete(code));
    }
    totals.put(code, sum);
  }

  private void publishHeld(K key, long code) throws Exception {
    Totals sum = totals.get(code);
    if (sum != null) {
      owner.publish(key, code, sum, isComplete(code));
      totals.put(code, sum);
    }
  }

  /** Has the current key decide when all input of a replay has been read. */
  void awaitEnd() {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, END);
  }

  private void registerTimers(long code) {
    if (!live) {
      awaitEnd();
      return;
    }
    WindowSize size = WindowCode.size(code);
    if (size == WindowSize.LIFE) {
      return;
    }
    long end = windows.end(size, WindowCode.start(code));
    if (!isComplete(code)) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, end - 1);
    }
    long forgotten = forgottenAt(size, end);
    if (forgotten != Retention.NEVER) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, cleared(forgotten));
    }
  }

  private boolean isComplete(long code) {
    WindowSize size = WindowCode.size(code);
    return size != WindowSize.LIFE && windows.end(size, WindowCode.start(code)) - 1 <= horizon();
  }

  private long forgottenAt(WindowSize size, long end) {
    long forgotten = retention.forgottenAt(size, end);
    // A watermark of t promises that nothing up to t is missing.
    return forgotten == Retention.NEVER ? forgotten : forgotten - 1;
  }

  /**
   * Called before timers up to a watermark fire: a change gathered for a window that is about to be
   * forgotten must not come after, or it would begin a second sum and be published over the first.
   */
  void beforeWatermark(long watermark) throws Exception {
    if (watermark >= Math.min(nextForgotten, END)) {
      publish();
    }
  }

  /** When what is forgotten leaves the state: with all of the same hour, to save timers. */
  private static long cleared(long forgotten) {
    return forgotten + HOUR - 1 - Math.floorMod(forgotten, HOUR);
  }

  /** What a timer of the current key means: windows that are complete, windows to clear away. */
  void onTimer(K key, long time) throws Exception {
    for (WindowSize size : sizes) {
      if (size != WindowSize.LIFE && windows.end(size, time) == time + 1) {
        unpublished
            .computeIfAbsent(key, k -> new LinkedHashSet<>())
            .add(WindowCode.of(size, windows.start(size, time)));
      }
    }
    if (cleared(time) == time) {
      for (WindowSize size : sizes) {
        clear(key, size, retention.forgottenUpTo(size, time));
      }
    }
  }

  /** Clears the windows of a size that end within the hour up to an instant. */
  private void clear(K key, WindowSize size, long last) throws Exception {
    if (last <= HOUR) {
      return;
    }
    // Their times lie far behind, so they have a calendar of their own and its memory.
    Windows past = pastWindows[size.ordinal()];
    for (long at = last + 1 - HOUR; at <= last; at = past.end(size, at)) {
      if (past.end(size, at) <= last + 1) {
        forget(key, WindowCode.of(size, past.start(size, at)));
      }
    }
  }

  private void forget(K key, long code) throws Exception {
    Set<Long> again = unpublished.get(key);
    if (again != null && again.remove(code)) {
      publishHeld(key, code);
    }
    totals.remove(code);
  }
}

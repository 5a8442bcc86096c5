package io.campaignpulse.lockstep;

import io.campaignpulse.event.TimeGrid;
import io.campaignpulse.source.file.Arrival;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of recorded time. Each minute tick T is a whole minute, and everything that arrived up
 * to T + outOfOrderness, when the clock of a live job tells it, comes before:
 *
 * <pre>
 * records … ► time T − 1 ms ► time T ► (all done) ► records …
 * </pre>
 *
 * <p>A minute in which nothing arrives, and after which nothing arrives at once, is idle. A minute
 * before an arrival is not, so that operators know the time when a record comes.
 *
 * <p>At the millisecond before a tick the clock goes on, so that operators which gather changes for
 * a second hand on what they hold; at the tick rules are judged. Rows of catalogues apply to what
 * arrives after them and to nothing before, so that everything is done before such a row comes, and
 * again before an event follows it.
 *
 * @param steps in order
 * @param beginning the clock before the first step, epoch milliseconds
 */
public record Schedule(List<Step> steps, long beginning) {

  private static final long MINUTE = 60_000;
  private static final TimeGrid MINUTES = new TimeGrid(MINUTE);

  /**
   * The steps up to a tick; none if it lies before the first.
   *
   * @param inOrder what arrived, the oldest first
   * @param firstEvent the first tick is the one that hears what arrived then, epoch milliseconds
   * @param lastTick no later tick is told, epoch milliseconds
   * @param outOfOrderness how long after its end a minute is still given to arrive, milliseconds
   */
  public static Schedule of(
      List<Arrival> inOrder, long firstEvent, long lastTick, long outOfOrderness) {
    long first = tickThatHears(firstEvent, outOfOrderness);
    Steps steps = new Steps(first - MINUTE);
    int next = 0;
    for (long tick = first; tick <= lastTick; tick += MINUTE) {
      while (next < inOrder.size() && inOrder.get(next).time() <= tick + outOfOrderness) {
        steps.add(inOrder.get(next++), tick);
      }
      boolean arrivesNext =
          next < inOrder.size() && inOrder.get(next).time() <= tick + MINUTE + outOfOrderness;
      steps.tick(tick, arrivesNext);
    }
    return new Schedule(List.copyOf(steps.all), first - MINUTE + outOfOrderness);
  }

  /** The first tick at which something is heard that arrived at an instant. */
  public static long tickThatHears(long arrival, long outOfOrderness) {
    return MINUTES.after(arrival - outOfOrderness - 1);
  }

  private static final class Steps {
    private final List<Step> all = new ArrayList<>();
    private long time;
    private boolean anySinceTime;
    private boolean anySinceTick;
    private boolean catalogue;

    Steps(long time) {
      this.time = time;
    }

    void add(Arrival arrival, long tick) {
      boolean isCatalogue = arrival.record().topic().isCatalogue();
      // A minute has room for 59,998 changes of catalogues; what is more shares the last.
      if (anySinceTime && isCatalogue != catalogue && time + 1 < tick - 1) {
        go(time + 1, false);
      }
      catalogue = isCatalogue;
      anySinceTime = true;
      anySinceTick = true;
      all.add(Step.of(arrival.record()));
    }

    void tick(long tick, boolean arrivesNext) {
      if (anySinceTick) {
        go(tick - 1, false);
      }
      go(tick, !anySinceTick && !arrivesNext);
      anySinceTick = false;
    }

    private void go(long next, boolean idle) {
      all.add(Step.to(next, idle));
      time = next;
      anySinceTime = false;
    }
  }
}

package io.campaignpulse.lag;

import java.util.IdentityHashMap;

/**
 * What lag curves make of panes at a tick, for many series one after the other: worked out for the
 * first that asks. Curves are told apart by identity. Mutable: it belongs to one thread.
 */
public final class TickWeights {

  private final IdentityHashMap<LagCurve, PaneWeights> gains = new IdentityHashMap<>();
  private final IdentityHashMap<LagCurve, PaneWeights> shares = new IdentityHashMap<>();
  private final IdentityHashMap<LagCurve, PaneWeights> byClick = new IdentityHashMap<>();
  private final IdentityHashMap<LagCurve, PaneWeights> rests = new IdentityHashMap<>();
  private long from;
  private long to;
  private long now;

  /** As {@link AgedPanes#gain(LagCurve, int, long, long)}. */
  public double gain(AgedPanes panes, LagCurve curve, int column, long start, long end) {
    if (!panes.isAt(end)) {
      return panes.gain(curve, column, start, end);
    }
    if (start != from || end != to) {
      gains.clear();
      from = start;
      to = end;
    }
    PaneWeights known = gains.computeIfAbsent(curve, c -> PaneWeights.gains(c, from, to));
    return panes.weighted(known, column);
  }

  /** As {@link AgedPanes#matured(LagCurve, int, long, long)}. */
  public double matured(AgedPanes panes, LagCurve curve, int column, long at, long until) {
    if (!panes.isAt(at)) {
      return panes.matured(curve, column, at, until);
    }
    moveTo(at);
    PaneWeights known = shares.computeIfAbsent(curve, c -> PaneWeights.shares(c, now));
    return panes.weighted(known, column, until);
  }

  /**
   * The same with a factor on what the clicks of a time bring; each curve has always the same. At a
   * tick gone by, as after a restart, without the factor.
   */
  public double matured(
      AgedPanes panes, LagCurve curve, int column, long at, long until, ClickFactor factor) {
    if (!panes.isAt(at)) {
      return panes.matured(curve, column, at, until);
    }
    moveTo(at);
    PaneWeights known = byClick.computeIfAbsent(curve, c -> PaneWeights.shares(c, now, factor));
    return panes.weighted(known, column, until);
  }

  /**
   * What is still to arrive, with a factor on what the clicks of a time bring; each curve has
   * always the same. At a tick gone by, as after a restart, without the factor.
   */
  public double rest(
      AgedPanes panes, LagCurve curve, int column, long at, long until, ClickFactor factor) {
    if (!panes.isAt(at)) {
      return panes.total(column, until) - panes.matured(curve, column, at, until);
    }
    moveTo(at);
    PaneWeights known = rests.computeIfAbsent(curve, c -> PaneWeights.rests(c, now, factor));
    return panes.weighted(known, column, until);
  }

  private void moveTo(long at) {
    if (at != now) {
      shares.clear();
      byClick.clear();
      rests.clear();
      now = at;
    }
  }
}

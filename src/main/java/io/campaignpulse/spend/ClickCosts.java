package io.campaignpulse.spend;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the cost of clicks, of a campaign and channel or of a whole channel, and how far
 * nowcasts were off.
 *
 * @param stood the estimate that nowcasts are made with; null while there is none
 * @param grades the latest nowcast of each horizon; empty for a whole channel
 */
public record ClickCosts(
    CostHistory history,
    NowcastErrors errors,
    @Nullable ClickCostEstimate stood,
    List<NowcastGrade> grades) {

  /** Nothing is known. */
  public static ClickCosts none() {
    return new ClickCosts(CostHistory.none(), NowcastErrors.NONE, null, List.of());
  }

  /**
   * What is known after some news.
   *
   * @param own of the campaign and channel
   * @param channel of all campaigns on the channel
   * @param graded the grades of the campaign and channel that are new or changed
   */
  public record Learned(ClickCosts own, ClickCosts channel, List<NowcastGrade> graded) {}

  /**
   * Learns from news of a campaign: what was nowcast of the time a report covers is graded by the
   * estimate that stood, not by the one the report leads to.
   */
  public static Learned learn(ClickCosts own, ClickCosts channel, CoveredClicks news) {
    List<NowcastGrade> grades = new ArrayList<>();
    List<NowcastGrade> graded = new ArrayList<>();
    NowcastGrade made = grade(own, channel, news);
    NowcastErrors errors = own.errors;
    NowcastErrors channelErrors = channel.errors;
    for (NowcastGrade known : own.grades) {
      if (made != null && made.horizonMillis() == known.horizonMillis()) {
        // What follows in pieces or is restated has come by now: the error is that of its whole.
        errors = errors.with(known.logError(), known.clicks(), known.support());
        channelErrors = channelErrors.with(known.logError(), known.clicks(), known.support());
        made = made.published(known.revision());
        continue;
      }
      long change = news.cost() == null ? 0 : news.cost().inside(known.stretches());
      NowcastGrade current = change == 0 ? known : known.changedBy(change);
      grades.add(current);
      if (change != 0) {
        graded.add(current);
      }
    }
    if (made != null) {
      grades.add(made);
      graded.add(made);
    }
    CostHistory all = added(channel.history, news);
    CostHistory series = added(own.history, news);
    return new Learned(
        new ClickCosts(series.remembered(), errors, own.stood, grades),
        new ClickCosts(all.remembered(), channelErrors, null, List.of()),
        graded);
  }

  /** The estimate as all that is known leads to it; null while no click's cost is known. */
  public @Nullable ClickCostEstimate estimate(ClickCosts channel) {
    return ClickCostEstimate.of(history, channel.history);
  }

  /** The same with an estimate that nowcasts are made with from now on. */
  public ClickCosts standing(@Nullable ClickCostEstimate estimate) {
    return new ClickCosts(history, errors, estimate, grades);
  }

  /** The same with a grade in place of the one of its horizon. */
  public ClickCosts published(NowcastGrade grade) {
    List<NowcastGrade> replaced = new ArrayList<>(grades);
    replaced.replaceAll(g -> g.horizonMillis() == grade.horizonMillis() ? grade : g);
    return new ClickCosts(history, errors, stood, replaced);
  }

  private static @Nullable NowcastGrade grade(
      ClickCosts own, ClickCosts channel, CoveredClicks news) {
    ReportedCost cost = news.cost();
    ClickCostEstimate stood = own.stood;
    if (cost == null || stood == null || stood.cpcMicros() == 0 || news.nowcastClicks() == 0) {
      return null;
    }
    long horizon = NowcastGrade.horizon(cost.reportedAt() - news.stretches()[0]);
    if (horizon == 0) {
      return null;
    }
    return NowcastGrade.of(
        horizon,
        news.stretches(),
        news.nowcastClicks(),
        stood,
        own.errors.deviation(channel.errors, news.nowcastClicks(), stood.support()),
        cost.inside(news.stretches()));
  }

  private static CostHistory added(CostHistory history, CoveredClicks news) {
    CostHistory sum = history;
    ReportedCost cost = news.cost();
    if (cost != null) {
      long end = cost.periodEnd();
      long from = Math.max(cost.learnedFrom(), end - CostHistory.MEMORY_MILLIS - CostHistory.HOUR);
      for (long at = from; at < end; at = CostHistory.hour(at) + CostHistory.HOUR) {
        long hour = CostHistory.hour(at);
        sum = sum.with(hour, cost.inside(at, Math.min(hour + CostHistory.HOUR, end)), 0);
      }
    }
    for (int i = 0; i < news.hourClicks().length; i += 2) {
      sum = sum.with(news.hourClicks()[i], 0, news.hourClicks()[i + 1]);
    }
    return sum;
  }
}

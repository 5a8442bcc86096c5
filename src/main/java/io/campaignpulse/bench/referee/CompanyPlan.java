package io.campaignpulse.bench.referee;

import io.campaignpulse.event.AttributionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The companies in which scenarios are measured. */
final class CompanyPlan {

  /** At most one campaign in so many deviates. */
  private static final int ON_TARGET_EACH = 9;

  /** Campaigns that deviate in one company. */
  private static final int DEVIATING = 100;

  /** Campaigns that fall at once. */
  private static final int TOGETHER = 30;

  /** More than campaigns of one scenario and volume. */
  private static final int NUMBERS = 100_000;

  /** The first number of an old campaign. */
  private static final int OLD = 100 * NUMBERS;

  private final long seed;
  private final RefereeSize size;
  private final AttributionModel model;

  CompanyPlan(long seed, RefereeSize size, AttributionModel model) {
    this.seed = seed;
    this.size = size;
    this.model = model;
  }

  /** The company of a scenario on target. */
  Company onTarget(Scenario scenario) {
    List<MeasuredCampaign> campaigns = old(scenario, scenario, 0);
    for (int volume : size.volumes(scenario)) {
      addNew(campaigns, scenario, volume, scenario.count(size.campaigns()));
    }
    return new Company(scenario.option(), campaigns, seed, model);
  }

  /**
   * The companies of scenarios that deviate: as many on target beside them as there must be. Each
   * way in which orders go missing has its own, as late orders of many campaigns are a change of
   * lags to the others.
   */
  List<Company> deviating(List<Scenario> scenarios) {
    List<Company> companies = new ArrayList<>();
    if (scenarios.contains(Scenario.DIP)) {
      companies.addAll(dips());
    }
    for (RefereeTables.Kind kind : RefereeTables.Kind.values()) {
      if (kind == RefereeTables.Kind.TOGETHER) {
        continue;
      }
      companies.addAll(
          deviating(
              kind.name().toLowerCase(Locale.ROOT),
              scenarios.stream().filter(each -> RefereeTables.Kind.of(each) == kind).toList()));
    }
    return companies;
  }

  /** Companies whose campaigns all fall at once: nothing runs beside them. */
  private List<Company> dips() {
    List<Company> companies = new ArrayList<>();
    List<Integer> volumes = size.volumes(Scenario.DIP);
    int count = volumes.isEmpty() ? 0 : (size.campaigns() + 9) / 10;
    for (int company = 0; company < count; company++) {
      List<MeasuredCampaign> campaigns = new ArrayList<>();
      for (int i = 0; i < TOGETHER; i++) {
        int volume = volumes.get(i % volumes.size());
        campaigns.add(MeasuredCampaign.of(seed, Scenario.DIP, company * TOGETHER + i, volume));
      }
      companies.add(new Company("dip-" + (company + 1), campaigns, seed, model));
    }
    return companies;
  }

  private List<Company> deviating(String name, List<Scenario> scenarios) {
    List<MeasuredCampaign> all = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      for (int volume : size.volumes(scenario)) {
        addNew(all, scenario, volume, scenario.count(size.campaigns()));
      }
    }
    int count = (all.size() + DEVIATING - 1) / DEVIATING;
    List<Company> companies = new ArrayList<>();
    int beside = 0;
    for (int company = 0; company < count; company++) {
      List<MeasuredCampaign> campaigns = old(Scenario.BESIDE_DROPS, Scenario.PLAIN, company);
      int missing = -campaigns.size();
      // Every company gets its part of every scenario.
      for (int i = company; i < all.size(); i += count) {
        campaigns.add(all.get(i));
        missing += ON_TARGET_EACH;
      }
      List<Integer> volumes = Scenario.BESIDE_DROPS.volumes();
      for (; missing > 0; missing--, beside++) {
        int volume = volumes.get(beside % volumes.size());
        campaigns.add(MeasuredCampaign.of(seed, Scenario.BESIDE_DROPS, beside, volume));
      }
      companies.add(new Company(name + "-" + (company + 1), campaigns, seed, model));
    }
    return companies;
  }

  private void addNew(List<MeasuredCampaign> campaigns, Scenario scenario, int volume, int count) {
    int first = scenario.volumes().indexOf(volume) * NUMBERS;
    for (int i = 0; i < count; i++) {
      campaigns.add(MeasuredCampaign.of(seed, scenario, first + i, volume));
    }
  }

  /** Campaigns of a scenario in the volumes of another. */
  private List<MeasuredCampaign> old(Scenario scenario, Scenario sizes, int company) {
    List<MeasuredCampaign> campaigns = new ArrayList<>();
    if (scenario.market().isFresh()) {
      return campaigns;
    }
    List<Integer> chosen = size.volumes(sizes);
    for (int volume : chosen.isEmpty() ? sizes.volumes() : chosen) {
      for (int i = 0; i < size.old(); i++) {
        campaigns.add(
            MeasuredCampaign.old(
                scenario,
                OLD + company * NUMBERS + campaigns.size(),
                volume,
                -size.warmUpDays() * TargetMarket.DAY));
      }
    }
    return campaigns;
  }
}

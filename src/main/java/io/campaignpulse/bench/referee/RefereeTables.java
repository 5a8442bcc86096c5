package io.campaignpulse.bench.referee;

import io.campaignpulse.event.AlertCause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables in Markdown of what was published of campaigns, a row for each scenario and volume. */
final class RefereeTables {

  private static final String NONE = "–";

  /** What a table is about. */
  enum Kind {
    QUIET(
        "On target: share of campaigns with any alert, in %",
        "scenario",
        "clicks/day",
        "n",
        "any",
        "CRITICAL",
        "TRACKING_BROKEN",
        "LAGS_CHANGED",
        "projections held, ≥ 20 orders to come",
        "others",
        "by rule") {
      @Override
      List<String> cells(List<CampaignRecord> campaigns) {
        return List.of(
            Proportion.of(campaigns, RefereeTables::isAlarmed).cell(),
            Proportion.of(campaigns, RefereeTables::isCritical).cell(),
            Proportion.of(campaigns, c -> c.any(Transition::isTrackingBroken)).cell(),
            Proportion.of(campaigns, c -> c.any(Transition::isLagsChanged)).cell(),
            held(campaigns, true).cell(),
            held(campaigns, false).cell(),
            byRule(campaigns));
      }
    },
    DROPS(
        "Below target: share of campaigns in %, hours since the drop",
        "scenario",
        "clicks/day",
        "n",
        "found",
        "median h",
        "FIRING at the end, of found",
        "TRACKING_BROKEN",
        "as demand",
        "interval holds the truth",
        "shown ratio",
        "a day later",
        "CRITICAL excludes the target") {
      @Override
      List<String> cells(List<CampaignRecord> campaigns) {
        List<CampaignRecord> found = campaigns.stream().filter(c -> c.found().isPresent()).toList();
        return List.of(
            Proportion.of(campaigns, c -> c.found().isPresent()).cell(),
            median(found.stream().map(RefereeTables::hours), "%.1f"),
            Proportion.of(found, RefereeTables::isFiringAtEnd).cell(),
            broken(campaigns).cell(),
            Proportion.of(campaigns, RefereeTables::isDemand).cell(),
            holds(campaigns).cell(),
            median(rates(campaigns).map(Transition::ratio), "%.2f"),
            median(campaigns.stream().map(CampaignRecord::ratioLater), "%.2f"),
            excludes(campaigns).cell());
      }
    },
    STOPS(
        "Conversions stop: share of campaigns in %, and orders expected until it was found",
        "scenario",
        "clicks/day",
        "n",
        "found in time",
        "found at all",
        "allowed",
        "median expected") {
      @Override
      List<String> cells(List<CampaignRecord> campaigns) {
        ExpectedOrders expected = new ExpectedOrders(new WeekCourse(TargetMarket.PLAIN));
        double allowed = ExpectedOrders.untilFound(campaigns.get(0).campaign());
        List<Double> missed =
            campaigns.stream()
                .flatMap(
                    c ->
                        c.changed()
                            .filter(Transition::isTrackingBroken)
                            .limit(1)
                            .map(
                                t ->
                                    expected.between(
                                        c.campaign(), c.campaign().change(), t.minute())))
                .toList();
        int inTime = (int) missed.stream().filter(count -> count <= allowed).count();
        return List.of(
            new Proportion(inTime, campaigns.size()).cell(),
            new Proportion(missed.size(), campaigns.size()).cell(),
            String.format(Locale.ROOT, "%.1f", allowed),
            median(missed.stream(), "%.1f"));
      }
    },
    LATE(
        "Orders come in late: share of campaigns in %",
        "scenario", "clicks/day", "n", "alarmed", "all RETRACTED, of alarmed", "TRACKING_BROKEN") {
      @Override
      List<String> cells(List<CampaignRecord> campaigns) {
        List<CampaignRecord> alarmed =
            campaigns.stream().filter(c -> c.found().isPresent()).toList();
        return List.of(
            Proportion.of(campaigns, c -> c.found().isPresent()).cell(),
            Proportion.of(alarmed, RefereeTables::isRetracted).cell(),
            broken(campaigns).cell());
      }
    },
    MONEY(
        "Cost or order value changes: share of campaigns in %, hours since the change",
        "scenario", "clicks/day", "n", "found", "median h", "FIRING at the end, of found") {
      @Override
      List<String> cells(List<CampaignRecord> campaigns) {
        List<CampaignRecord> found = campaigns.stream().filter(c -> c.found().isPresent()).toList();
        return List.of(
            Proportion.of(campaigns, c -> c.found().isPresent()).cell(),
            median(found.stream().map(RefereeTables::hours), "%.1f"),
            Proportion.of(found, RefereeTables::isFiringAtEnd).cell());
      }
    },
    OVERDUE(
        "Cost is reported late: share of campaigns in %",
        "scenario", "clicks/day", "n", "COST_LATE", "blamed on the campaign") {
      @Override
      List<String> cells(List<CampaignRecord> campaigns) {
        return List.of(
            Proportion.of(
                    campaigns,
                    c ->
                        c.changed()
                            .anyMatch(t -> t.isFiring() && t.cause() == AlertCause.COST_LATE))
                .cell(),
            Proportion.of(campaigns, c -> c.found().isPresent()).cell());
      }
    },
    TOGETHER(
        "All campaigns fall at once: share of campaigns in %, hours since the drop",
        "scenario",
        "clicks/day",
        "n",
        "member of an alert about many",
        "median h",
        "an alert of its own was FIRING as well") {
      @Override
      List<String> cells(List<CampaignRecord> campaigns) {
        List<CampaignRecord> members =
            campaigns.stream().filter(c -> c.changed().anyMatch(RefereeTables::isOfMany)).toList();
        return List.of(
            new Proportion(members.size(), campaigns.size()).cell(),
            median(members.stream().map(RefereeTables::hoursUntilMany), "%.1f"),
            Proportion.of(
                    campaigns,
                    c -> c.changed().anyMatch(t -> t.isStatistical() && t.isFiring() && !t.group()))
                .cell());
      }
    };

    private final String title;
    private final List<String> columns;

    Kind(String title, String... columns) {
      this.title = title;
      this.columns = List.of(columns);
    }

    abstract List<String> cells(List<CampaignRecord> campaigns);

    static Kind of(Scenario scenario) {
      if (scenario == Scenario.DIP) {
        return TOGETHER;
      }
      return switch (scenario.deviation()) {
        case NONE -> QUIET;
        case STOP -> STOPS;
        case LATE -> LATE;
        case CPC_DOUBLE, VALUE_DROP, VALUE_FOR_RATE -> MONEY;
        case COST_LATE -> OVERDUE;
        default -> DROPS;
      };
    }

    List<String> head() {
      return List.of(
          "", "**" + title + "**", "", row(columns), "|" + "---|".repeat(columns.size()));
    }
  }

  private RefereeTables() {}

  /** The tables of campaigns. */
  static List<String> of(Collection<CampaignRecord> campaigns) {
    Map<Kind, Map<Scenario, Map<Integer, List<CampaignRecord>>>> cells =
        campaigns.stream()
            .collect(
                Collectors.groupingBy(
                    c -> Kind.of(c.campaign().scenario()),
                    TreeMap::new,
                    Collectors.groupingBy(
                        c -> c.campaign().scenario(),
                        TreeMap::new,
                        Collectors.groupingBy(
                            c -> c.campaign().volume(), TreeMap::new, Collectors.toList()))));
    List<String> lines = new ArrayList<>();
    cells.forEach(
        (kind, scenarios) -> {
          lines.addAll(kind.head());
          scenarios.forEach(
              (scenario, volumes) ->
                  volumes.forEach((volume, cell) -> lines.add(line(kind, scenario, volume, cell))));
        });
    return lines;
  }

  private static String line(
      Kind kind, Scenario scenario, int volume, List<CampaignRecord> campaigns) {
    List<String> cells = new ArrayList<>();
    cells.add(scenario.label());
    cells.add(String.format(Locale.ROOT, "%,d", volume));
    cells.add(Integer.toString(campaigns.size()));
    cells.addAll(kind.cells(campaigns));
    return row(cells);
  }

  static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  /** Whether any statistical alert or silence was published. */
  static boolean isAlarmed(CampaignRecord campaign) {
    return campaign.any(t -> t.isFiring() && (t.isStatistical() || t.isSilence()));
  }

  /** Whether any of them was critical. */
  static boolean isCritical(CampaignRecord campaign) {
    return campaign.any(t -> t.isCritical() && (t.isStatistical() || t.isSilence()));
  }

  private static Proportion broken(List<CampaignRecord> campaigns) {
    return Proportion.of(campaigns, c -> c.changed().anyMatch(Transition::isTrackingBroken));
  }

  private static boolean isDemand(CampaignRecord campaign) {
    return campaign.changed().anyMatch(t -> t.isStatistical() && t.isFiring() && t.isDemand());
  }

  /** Whether an alert about the miss is still FIRING when the measured time is over. */
  static boolean isFiringAtEnd(CampaignRecord campaign) {
    return campaign.latest().anyMatch(t -> t.isStatistical() && t.isFiring());
  }

  /** Whether all alerts about what only came in late were retracted. */
  static boolean isRetracted(CampaignRecord campaign) {
    List<String> fired =
        campaign
            .changed()
            .filter(t -> t.isStatistical() && t.isFiring())
            .map(Transition::alertId)
            .toList();
    return campaign
        .latest()
        .filter(t -> fired.contains(t.alertId()))
        .allMatch(Transition::isRetracted);
  }

  private static Double hours(CampaignRecord campaign) {
    int minute = campaign.found().orElseThrow().minute();
    return (minute - campaign.campaign().change()) / (double) TargetMarket.HOUR;
  }

  private static boolean isOfMany(Transition transition) {
    return transition.group() && transition.isStatistical() && transition.isFiring();
  }

  private static Double hoursUntilMany(CampaignRecord campaign) {
    int minute =
        campaign.changed().filter(RefereeTables::isOfMany).findFirst().orElseThrow().minute();
    return (minute - campaign.campaign().change()) / (double) TargetMarket.HOUR;
  }

  private static Stream<Transition> rates(List<CampaignRecord> campaigns) {
    return campaigns.stream().flatMap(c -> c.foundRate().stream());
  }

  /** Intervals shown of the conversion rate where its truth doesn't change. */
  private static Proportion holds(List<CampaignRecord> campaigns) {
    MeasuredCampaign any = campaigns.get(0).campaign();
    return any.scenario().isFromStart()
        ? Proportion.of(rates(campaigns).toList(), t -> t.holds(any.scenario().deviation().rate(0)))
        : new Proportion(0, 0);
  }

  private static Proportion excludes(List<CampaignRecord> campaigns) {
    return Proportion.of(
        campaigns.stream()
            .flatMap(CampaignRecord::changed)
            .filter(t -> t.isStatistical() && t.isCritical())
            .toList(),
        Transition::excludesTarget);
  }

  private static Proportion held(List<CampaignRecord> campaigns, boolean many) {
    return Proportion.of(
        campaigns.stream()
            .flatMap(c -> c.projections().stream())
            .filter(projection -> projection.isOfMany() == many)
            .toList(),
        Projection::held);
  }

  private static String byRule(List<CampaignRecord> campaigns) {
    Map<String, Long> alarmed =
        campaigns.stream()
            .flatMap(CampaignRecord::rules)
            .collect(Collectors.groupingBy(rule -> rule, TreeMap::new, Collectors.counting()));
    return alarmed.isEmpty()
        ? NONE
        : alarmed.entrySet().stream()
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "%s %.0f",
                        each.getKey(),
                        100.0 * each.getValue() / campaigns.size()))
            .collect(Collectors.joining(", "));
  }

  static String median(Stream<@Nullable Double> values, String format) {
    double[] sorted =
        values.filter(Objects::nonNull).mapToDouble(value -> value).sorted().toArray();
    return sorted.length == 0
        ? NONE
        : String.format(Locale.ROOT, format, sorted[sorted.length / 2]);
  }
}

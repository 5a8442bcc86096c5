package io.campaignpulse.bench.referee;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Tables in Markdown of what a budget does with the alerts. */
final class BudgetTables {

  private static final String NONE = "–";
  private static final double THOUSAND = 1_000;

  private BudgetTables() {}

  /** The tables of weeks under all contenders and of the checks of the reference consumer. */
  static List<String> of(Collection<BudgetWeek> weeks, BudgetChecks.Counts checks) {
    Map<String, List<BudgetWeek>> byContender = new LinkedHashMap<>();
    for (BudgetWeek week : weeks) {
      Objects.requireNonNull(
              byContender.computeIfAbsent(week.contender(), name -> new ArrayList<>()))
          .add(week);
    }
    List<BudgetWeek> ours = byContender.get(BudgetTrial.OURS);
    if (ours == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(safety(ours, checks));
    for (int margin = 0; margin < BudgetWeek.MARGINS.size(); margin++) {
      lines.addAll(values(byContender, margin));
    }
    lines.addAll(scenarios(byContender));
    return lines;
  }

  private static List<String> safety(List<BudgetWeek> ours, BudgetChecks.Counts checks) {
    List<String> lines = table("Steps of jobs/budgets behind the alerts", "measure", "result");
    line(lines, "campaign-weeks", "%,.0f", sum(ours, BudgetWeek::weeks));
    line(lines, "changes, undos", "%d, %d", checks.changes, checks.undos);
    line(lines, "changes while tracking was broken or a source silent", "%d", checks.onBroken);
    line(lines, "changes while orders or cost were late", "%d", checks.onLate);
    line(lines, "changes while not LIVE", "%d", checks.notLive);
    line(lines, "changes while the target was LEARNING or PAUSED", "%d", checks.whileLearning);
    line(lines, "second steps on an episode", "%d", checks.doubles);
    line(lines, "changes of a retracted alert never undone", "%d", checks.notUndone);
    line(lines, "undo after RETRACTED, longest", "%s", seconds(checks.undoDelays, 1));
    line(lines, "evidence to advice, median", "%s", seconds(checks.adviceDelays, 0.5));
    line(lines, "evidence to advice, p99", "%s", seconds(checks.adviceDelays, 0.99));
    line(lines, "on target, reduced in a week", "%s %%", reduced(ours).cell());
    line(lines, "n of that", "%d", reduced(ours).all());
    return lines;
  }

  private static List<String> values(Map<String, List<BudgetWeek>> byContender, int margin) {
    String oracle = BudgetTrial.oracle(margin);
    double best = net(byContender.getOrDefault(oracle, List.of()), margin);
    List<String> lines =
        table(
            String.format(
                Locale.ROOT,
                "Net value in thousands, at a margin of %.0f %% of revenue",
                100 * BudgetWeek.MARGINS.get(margin)),
            "who controls budgets",
            "reductions",
            "increases",
            "undos",
            "waste stopped",
            "profit lost",
            "net",
            "of the oracle's, %",
            "net per campaign, % of its cost",
            "on target, reduced in a week, %");
    byContender.forEach(
        (name, weeks) -> {
          if (isShown(name, margin)) {
            lines.add(
                RefereeTables.row(
                    List.of(
                        name.replaceAll(" [12]$", ""),
                        number("%,.0f", sum(weeks, BudgetWeek::reductions)),
                        number("%,.0f", sum(weeks, BudgetWeek::increases)),
                        number("%,.0f", sum(weeks, BudgetWeek::undos)),
                        money(sum(weeks, week -> week.values().get(margin).stopped())),
                        money(sum(weeks, week -> week.values().get(margin).lost())),
                        money(net(weeks, margin)),
                        best > 0 ? number("%.1f", 100 * net(weeks, margin) / best) : NONE,
                        number("%.2f", 100 * relative(weeks, margin)),
                        reduced(weeks).cell())));
          }
        });
    return lines;
  }

  /** Oracles know one margin each. */
  private static boolean isShown(String name, int margin) {
    return !name.startsWith("oracle") || name.equals(BudgetTrial.oracle(margin));
  }

  private static List<String> scenarios(Map<String, List<BudgetWeek>> byContender) {
    List<String> names = byContender.keySet().stream().filter(name -> isShown(name, 0)).toList();
    List<String> head = new ArrayList<>(List.of("scenario", "campaigns"));
    names.forEach(name -> head.add(name.replaceAll(" [12]$", "")));
    List<String> lines = table("Net value by scenario, in thousands", head.toArray(new String[0]));
    TreeMap<Scenario, Map<String, List<BudgetWeek>>> cells = new TreeMap<>();
    byContender.forEach(
        (name, weeks) ->
            weeks.forEach(
                week ->
                    Objects.requireNonNull(
                            Objects.requireNonNull(
                                    cells.computeIfAbsent(
                                        week.campaign().scenario(), key -> new LinkedHashMap<>()))
                                .computeIfAbsent(name, key -> new ArrayList<>()))
                        .add(week)));
    cells.forEach(
        (scenario, row) -> {
          List<String> line = new ArrayList<>();
          line.add(scenario.label());
          line.add(Integer.toString(row.getOrDefault(BudgetTrial.OURS, List.of()).size()));
          names.forEach(name -> line.add(money(net(row.getOrDefault(name, List.of()), 0))));
          lines.add(RefereeTables.row(line));
        });
    return lines;
  }

  /** Campaigns on target that were reduced, of those that were measured for one week. */
  private static Proportion reduced(List<BudgetWeek> weeks) {
    return Proportion.of(
        weeks.stream()
            .filter(week -> week.campaign().scenario().isOnTarget() && week.weeks() == 1)
            .toList(),
        week -> week.reductions() > 0);
  }

  private static double net(List<BudgetWeek> weeks, int margin) {
    return sum(weeks, week -> week.values().get(margin).net());
  }

  private static double relative(List<BudgetWeek> weeks, int margin) {
    return sum(weeks, week -> week.values().get(margin).net() / week.cost()) / weeks.size();
  }

  private static double sum(List<BudgetWeek> weeks, ToDoubleFunction<BudgetWeek> value) {
    return weeks.stream().mapToDouble(value).sum();
  }

  private static String seconds(List<Long> millis, double quantile) {
    if (millis.isEmpty()) {
      return NONE;
    }
    long[] sorted = millis.stream().mapToLong(value -> value).sorted().toArray();
    int index = (int) Math.ceil(quantile * sorted.length) - 1;
    return String.format(
        Locale.ROOT, "%d s (n = %d)", sorted[Math.max(0, index)] / 1_000, sorted.length);
  }

  private static String money(double amount) {
    return number("%,.1f", amount / THOUSAND);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static List<String> table(String title, String... columns) {
    return new ArrayList<>(
        List.of(
            "",
            "**" + title + "**",
            "",
            RefereeTables.row(List.of(columns)),
            "|" + "---|".repeat(columns.length)));
  }

  private static void line(List<String> lines, String measure, String format, Object... values) {
    lines.add(RefereeTables.row(List.of(measure, String.format(Locale.ROOT, format, values))));
  }
}

package io.campaignpulse.bench.referee;

import io.campaignpulse.bench.referee.ExpectedCause.Grade;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Table in Markdown of how well alerts name what is wrong, a row for each scenario. */
final class CauseTable {

  private CauseTable() {}

  /** Grade of the alerts of a campaign, with the first that has a wrong cause. */
  private record Graded(Grade grade, Optional<String> wrong) {}

  /** The table of campaigns that deviate; empty where there are none. */
  static List<String> of(Collection<CampaignRecord> campaigns) {
    TreeMap<Scenario, List<Graded>> grades = new TreeMap<>();
    for (CampaignRecord campaign : campaigns) {
      Scenario scenario = campaign.campaign().scenario();
      ExpectedCause expected = ExpectedCause.of(scenario.deviation());
      if (expected != null) {
        Objects.requireNonNull(grades.computeIfAbsent(scenario, key -> new ArrayList<>()))
            .add(graded(expected, campaign.changed().toList()));
      }
    }
    if (grades.isEmpty()) {
      return List.of();
    }
    List<String> lines =
        new ArrayList<>(
            List.of(
                "",
                "**Kind and cause: share of the campaigns with an alert, in %**",
                "",
                RefereeTables.row(
                    List.of(
                        "scenario",
                        "campaigns",
                        "n with an alert",
                        "right kind and cause",
                        "none or another kind",
                        "wrong cause",
                        "of these")),
                "|---|---|---|---|---|---|---|"));
    for (Map.Entry<Scenario, List<Graded>> row : grades.entrySet()) {
      lines.add(row(row.getKey().label(), row.getValue()));
    }
    lines.add(row("all", grades.values().stream().flatMap(List::stream).toList()));
    return lines;
  }

  private static String row(String label, List<Graded> grades) {
    List<Graded> alerted = grades.stream().filter(each -> each.grade != Grade.SILENT).toList();
    return RefereeTables.row(
        List.of(
            label,
            Integer.toString(grades.size()),
            Integer.toString(alerted.size()),
            Proportion.of(alerted, each -> each.grade == Grade.RIGHT).cell(),
            Proportion.of(alerted, each -> each.grade == Grade.VAGUE).cell(),
            Proportion.of(alerted, each -> each.grade == Grade.WRONG).cell(),
            wrong(alerted)));
  }

  private static Graded graded(ExpectedCause expected, List<Transition> transitions) {
    return new Graded(expected.grade(transitions), expected.wrong(transitions));
  }

  private static String wrong(List<Graded> grades) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    grades.forEach(each -> each.wrong.ifPresent(wrong -> counts.merge(wrong, 1, Integer::sum)));
    return counts.isEmpty()
        ? "–"
        : counts.entrySet().stream()
            .map(each -> each.getKey() + ": " + each.getValue())
            .collect(Collectors.joining(", "));
  }
}

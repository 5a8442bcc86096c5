package io.campaignpulse.budget.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.budget.kit.KitDifference.Kind;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.event.BudgetStep;
import io.campaignpulse.wire.ResultForm;
import io.campaignpulse.wire.Results;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The conformance kit: the reference consumer passes, others fail by the name of their mistake. */
class ConformanceKitTest {

  private static final Path FOLDER = Path.of("docs/examples/budget-kit");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ConformanceKit kit = ConformanceKit.build();
  private final KitCheck check = new KitCheck(kit);

  private List<String> reference() {
    ResultForm<BudgetAction> form = Results.BUDGET_ACTIONS.form();
    return KitReplay.run(kit.lines()).stream()
        .map(action -> new String(form.line(action), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void theReferenceConsumerPasses() {
    assertThat(check.check(reference())).isEmpty();
  }

  @Test
  void theFilesInTheDocsAreThoseOfTheBuilder() throws IOException {
    List<String> recorded = kit.lines().stream().map(KitLine::json).toList();
    if (Boolean.getBoolean("pulse.write.kit")) {
      Files.write(FOLDER.resolve("recorded.jsonl"), recorded);
      Files.write(FOLDER.resolve("actions.jsonl"), reference());
    }
    assertThat(Files.readAllLines(FOLDER.resolve("recorded.jsonl"))).isEqualTo(recorded);
    assertThat(Files.readAllLines(FOLDER.resolve("actions.jsonl"))).isEqualTo(reference());
    List<KitLine> read = new ArrayList<>();
    for (String line : recorded) {
      read.add(KitLine.of(JSON.readTree(line)));
    }
    assertThat(read).isEqualTo(kit.lines());
  }

  @Test
  void theNaiveConsumerFailsAtEachOfItsMistakes() {
    Map<String, Set<Kind>> kinds = new TreeMap<>();
    for (KitDifference difference : check.check(NaiveBudgetConsumer.run(kit.lines()))) {
      kinds
          .computeIfAbsent(difference.caseName(), unused -> EnumSet.noneOf(Kind.class))
          .add(difference.kind());
    }
    Map<String, Kind> mistakes =
        Map.ofEntries(
            Map.entry("duplicates", Kind.TWICE),
            Map.entry("revisions", Kind.TWICE),
            Map.entry("restart", Kind.TWICE),
            Map.entry("one-alert", Kind.TWICE),
            Map.entry("reordered", Kind.UNEXPECTED),
            Map.entry("cooldown", Kind.UNEXPECTED),
            Map.entry("retraction", Kind.MISSING),
            Map.entry("retraction-is-final", Kind.MISSING),
            Map.entry("retraction-after-restart", Kind.MISSING),
            Map.entry("undo-without-heartbeat", Kind.MISSING),
            Map.entry("learning", Kind.UNEXPECTED),
            Map.entry("weak", Kind.UNEXPECTED),
            Map.entry("no-grade", Kind.UNEXPECTED),
            Map.entry("expired", Kind.UNEXPECTED),
            Map.entry("increase", Kind.MISSING),
            Map.entry("pause-candidate", Kind.MISSING),
            Map.entry("advice-hold", Kind.UNEXPECTED),
            Map.entry("advice-fix-data", Kind.UNEXPECTED),
            Map.entry("advice-restock", Kind.UNEXPECTED),
            Map.entry("advice-none", Kind.UNEXPECTED),
            Map.entry("silent-source", Kind.UNEXPECTED),
            Map.entry("after-silence", Kind.TOO_EARLY),
            Map.entry("no-heartbeat", Kind.UNEXPECTED),
            Map.entry("flood-1", Kind.UNEXPECTED),
            Map.entry("flood-10", Kind.TOO_EARLY));
    mistakes.forEach((name, kind) -> assertThat(kinds.get(name)).as(name).contains(kind));
    Set<String> right = new TreeSet<>(kit.cases().stream().map(KitCase::name).toList());
    right.removeAll(kinds.keySet());
    assertThat(right).containsExactly("paused", "pending", "resolved");
  }

  @Test
  void eachMissingRepeatedOrChangedActionIsNamed() {
    List<String> actions = reference();
    for (int i = 0; i < actions.size(); i++) {
      List<String> without = new ArrayList<>(actions);
      String line = without.remove(i);
      assertThat(kinds(without)).contains(Kind.MISSING);
      List<String> twice = new ArrayList<>(actions);
      twice.add(line);
      assertThat(kinds(twice)).containsExactly(Kind.TWICE);
      assertThat(kinds(changed(actions, i, line.replaceFirst("\"to\":\"", "\"to\":\"1"))))
          .containsExactly(Kind.WRONG_AMOUNT);
      assertThat(kinds(changed(actions, i, line.replaceFirst("\"at\":\"2026", "\"at\":\"2025"))))
          .containsExactly(Kind.TOO_EARLY);
      assertThat(kinds(changed(actions, i, line.replaceFirst("\"at\":\"2026", "\"at\":\"2027"))))
          .containsExactly(Kind.TOO_LATE);
      assertThat(
              kinds(changed(actions, i, line.replace("\"campaignId\":\"", "\"campaignId\":\"x"))))
          .containsExactly(Kind.WRONG_CAMPAIGN);
      assertThat(kinds(changed(actions, i, line.replace("\"at\":", "\"time\":"))))
          .contains(Kind.MALFORMED);
      if (line.contains(BudgetStep.UNDO.name())) {
        assertThat(kinds(changed(actions, i, line.replace("\"undoOf\":\"", "\"undoOf\":\"x"))))
            .containsExactly(Kind.WRONG_UNDO_OF);
      }
    }
  }

  @Test
  void anAlertThatTheKitDoesNotHaveIsNamed() {
    List<String> actions = new ArrayList<>(reference());
    actions.add(
        actions.get(0).replace(":1\"", ":9\"").replace("\"alertId\":\"", "\"alertId\":\"x"));
    assertThat(check.check(actions))
        .extracting(KitDifference::caseName, KitDifference::kind)
        .containsExactly(tuple("-", Kind.UNEXPECTED));
  }

  private Set<Kind> kinds(List<String> actions) {
    return check.check(actions).stream().map(KitDifference::kind).collect(Collectors.toSet());
  }

  private static List<String> changed(List<String> actions, int index, String line) {
    List<String> changed = new ArrayList<>(actions);
    changed.set(index, line);
    return changed;
  }
}

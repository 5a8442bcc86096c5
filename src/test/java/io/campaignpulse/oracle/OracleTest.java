package io.campaignpulse.oracle;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.campaignpulse.testing.TestingWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the oracle is worth: it shares nothing with what it judges, and it sees what is wrong. */
class OracleTest {

  @TempDir Path folder;

  @Test
  void theOracleSharesNoCodeWithThePipelines() {
    classes()
        .that()
        .resideInAPackage("io.campaignpulse.oracle")
        .and()
        .haveNameNotMatching(".*Test")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.campaignpulse.oracle", "java..", "com.fasterxml.jackson..", "org.jspecify..")
        .check(new ClassFileImporter().importPackages("io.campaignpulse.oracle"));
  }

  @Test
  void eachAmountOfEachFileThatIsOffIsFound() throws IOException {
    TestingWorld.generateSpoiled(
            List.of(1L, 2L),
            TestingWorld.START,
            TestingWorld.AS_OF.plus(Duration.ofMinutes(5)),
            "USD",
            Duration.ofHours(30))
        .writeTo(folder);
    Results results =
        Oracle.of(
            folder,
            new OracleSettings(
                Map.of("asOf", TestingWorld.AS_OF.toString(), "windows", "P1D,LIFE")));

    assertThat(results.files().keySet())
        .containsExactlyInAnyOrder(
            "credits.jsonl",
            "rejected.jsonl",
            "campaign-metrics.jsonl",
            "business-metrics.jsonl",
            "plan-progress.jsonl",
            "ledger.json");
    assertThat(Differences.between(results.files(), copy(results.files()), 9)).isEmpty();
    results
        .files()
        .forEach(
            (file, rows) -> {
              Map<String, String> row = rows.values().iterator().next();
              for (String field : row.keySet()) {
                var perturbed = copy(results.files());
                assertThat(perturbedRow(perturbed, file).replace(field, "7.000001")).isNotNull();
                assertThat(Differences.between(results.files(), perturbed, 9))
                    .as("%s %s", file, field)
                    .hasSize(1);
                perturbedRow(perturbed, file).remove(field);
                assertThat(Differences.between(results.files(), perturbed, 9)).hasSize(1);
              }
              var missing = copy(results.files());
              missing.getOrDefault(file, Map.of()).remove(rows.keySet().iterator().next());
              assertThat(Differences.between(results.files(), missing, 9)).hasSize(1);
              assertThat(Differences.between(missing, results.files(), 9)).hasSize(1);
            });
  }

  private static Map<String, String> perturbedRow(
      Map<String, Map<String, Map<String, String>>> files, String file) {
    return files.getOrDefault(file, Map.of()).values().iterator().next();
  }

  private static Map<String, Map<String, Map<String, String>>> copy(
      Map<String, Map<String, Map<String, String>>> files) {
    Map<String, Map<String, Map<String, String>>> copy = new TreeMap<>();
    files.forEach(
        (file, rows) -> {
          Map<String, Map<String, String>> rowsCopy = new TreeMap<>();
          rows.forEach((key, fields) -> rowsCopy.put(key, new TreeMap<>(fields)));
          copy.put(file, rowsCopy);
        });
    return copy;
  }
}

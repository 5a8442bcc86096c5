package io.campaignpulse.alert.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProblem;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.metric.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The message bundles of both languages. */
class MessageLanguageTest {

  private static final Pattern KEY =
      Pattern.compile(
          "\"((?:threshold|target|returns|usual|tracking|cost|feed|leads|plan|budget|clearance"
              + "|stock|conservation|action|together|scope)\\.[a-zA-Z.]*[a-zA-Z])\"");

  @Test
  void bothHaveTheSameKeysWithTheSameValues() {
    assertThat(MessageLanguage.CHINESE.keys()).isEqualTo(MessageLanguage.ENGLISH.keys());
    for (String key : MessageLanguage.ENGLISH.keys()) {
      MessagePattern english = pattern(MessageLanguage.ENGLISH, key);
      MessagePattern chinese = pattern(MessageLanguage.CHINESE, key);
      assertThat(chinese.names()).as(key).containsExactlyInAnyOrderElementsOf(english.names());
      assertThat(chinese.required())
          .as(key)
          .containsExactlyInAnyOrderElementsOf(english.required());
    }
  }

  @Test
  void noPatternIsLeftOpen() {
    for (MessageLanguage language : MessageLanguage.values()) {
      for (String key : language.keys()) {
        String text = pattern(language, key).text();
        String without = text.replaceAll("\\{\\w+}", "").replaceAll("\\[[^\\[\\]]*]", "");
        assertThat(without).as(language + " " + key).doesNotContain("{", "}", "[", "]");
      }
    }
  }

  @Test
  void percentSignsAndUnitsOfTimeStandWithoutABlankInChinese() {
    for (String key : MessageLanguage.CHINESE.keys()) {
      assertThat(pattern(MessageLanguage.CHINESE, key).text()).as(key).doesNotContain(" %");
    }
  }

  @Test
  void everyStateReasonMetricAndWordHasAName() {
    Set<String> keys = MessageLanguage.ENGLISH.keys();
    Stream.of(AlertReason.values()).forEach(reason -> assertThat(keys).contains("state." + reason));
    Stream.of(AlertState.PENDING, AlertState.FIRING, AlertState.RESOLVED)
        .forEach(state -> assertThat(keys).contains("state." + state));
    Stream.of(Metric.values())
        .forEach(metric -> assertThat(keys).contains(MetricUnit.termOf(metric.label())));
    Stream.of(PlanKind.values()).forEach(kind -> assertThat(keys).contains("planKind." + kind));
    Stream.of(PlanProblem.values())
        .forEach(problem -> assertThat(keys).contains("problem." + problem));
    Stream.of(AttributionModel.values())
        .forEach(model -> assertThat(keys).contains("model." + model));
    Stream.of(TimeBasis.values()).forEach(basis -> assertThat(keys).contains("basis." + basis));
  }

  @Test
  void everyKeyOfTheCodeIsThereAndEveryKeyIsUsed() throws IOException {
    Set<String> used = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/campaignpulse/alert"))) {
      files.filter(file -> file.toString().endsWith(".java")).forEach(file -> collect(file, used));
    }
    Set<String> keys = MessageLanguage.ENGLISH.keys();

    assertThat(keys).containsAll(used);
    assertThat(keys)
        .filteredOn(key -> key.startsWith("action.") || key.startsWith("budget."))
        .isSubsetOf(used);
  }

  @Test
  void everyChannelTrafficIsGroupedIntoHasAName() throws IOException {
    String grouping =
        Files.readString(Path.of("src/main/java/io/campaignpulse/channel/ChannelGrouping.java"));
    Matcher code = Pattern.compile("Rule\\(\\s*\"([A-Z_]+)\"").matcher(grouping);
    Set<String> channels = new TreeSet<>(Set.of("channel.DIRECT", "channel.UNASSIGNED"));
    while (code.find()) {
      channels.add("channel." + code.group(1));
    }

    assertThat(channels).hasSizeGreaterThan(15);
    assertThat(MessageLanguage.ENGLISH.keys()).containsAll(channels);
  }

  private static void collect(Path file, Set<String> used) {
    try {
      Matcher matcher = KEY.matcher(Files.readString(file));
      while (matcher.find()) {
        used.add(matcher.group(1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessagePattern pattern(MessageLanguage language, String key) {
    return Objects.requireNonNull(language.pattern(key), key);
  }
}

package io.campaignpulse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @TempDir Path folder;

  @Test
  void defaultsAreThoseOfTheContract() {
    Settings settings = Settings.of(Map.of());

    assertThat(settings.timeZone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(settings.currency()).isEqualTo("USD");
    assertThat(settings.asOf()).isNull();
    assertThat(settings.models()).containsExactly(AttributionModel.values());
    assertThat(settings.lookback(InteractionType.CLICK)).isEqualTo(Duration.ofDays(30));
    assertThat(settings.lookback(InteractionType.IMPRESSION)).isEqualTo(Duration.ofDays(1));
    assertThat(settings.lookback(InteractionType.VISIT)).isEqualTo(Duration.ofDays(30));
    assertThat(settings.touches()).containsExactly(InteractionType.CLICK);
    assertThat(settings.collapseConsecutive()).isFalse();
    assertThat(settings.halfLife()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.windows()).containsExactly(WindowSize.values());
    assertThat(settings.outOfOrderness()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.maxFuture()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.dedupeHorizon()).isEqualTo(Duration.ofDays(1));
    assertThat(settings.reportedClicks()).isFalse();
    assertThat(settings.reportedImpressions()).isFalse();
    assertThat(settings.reportingModel()).isEqualTo(AttributionModel.LAST_TOUCH);
    assertThat(settings.reportingBasis()).isEqualTo(TimeBasis.CONVERSION_TIME);
    assertThat(settings.redecisionHorizon()).isEqualTo(Duration.ofDays(90));
    assertThat(settings.ordersRetention()).isEqualTo(Duration.ofDays(400));
    assertThat(settings.leadsRetention()).isEqualTo(Duration.ofDays(400));
    assertThat(settings.windowsRetention())
        .containsEntry(WindowSize.PT1M, Duration.ofDays(2))
        .containsEntry(WindowSize.PT1H, Duration.ofDays(35))
        .containsEntry(WindowSize.P1D, Duration.ofDays(400));
    assertThat(settings.ownHosts()).isEmpty();
    assertThat(settings.ignoredReferrers()).containsExactly("payment-providers");
    assertThat(settings.maxTouches()).isEqualTo(1000);
    assertThat(settings.dailyVariation()).isEqualTo(0.15);
  }

  @Test
  void aFileSaysWhatDiffersAndPairsHaveTheLastWord() throws IOException {
    Path file = folder.resolve("settings.yaml");
    Files.writeString(
        file,
        """
        reporting:
          timeZone: America/New_York
          currency: EUR
        attribution.models: [LINEAR, FIRST_TOUCH]
        attribution:
          collapse: CONSECUTIVE
        windows.retention:
          PT1M: PT1H
        """);

    Settings settings =
        Settings.read(file, List.of("reporting.currency=BRL", "asOf=2026-03-15T01:00:00+01:00"));

    assertThat(settings.timeZone()).isEqualTo(ZoneId.of("America/New_York"));
    assertThat(settings.currency()).isEqualTo("BRL");
    assertThat(settings.asOf()).isEqualTo(Instant.parse("2026-03-15T00:00:00Z"));
    assertThat(settings.models())
        .containsExactly(AttributionModel.FIRST_TOUCH, AttributionModel.LINEAR);
    assertThat(settings.collapseConsecutive()).isTrue();
    assertThat(settings.windowsRetention())
        .containsEntry(WindowSize.PT1M, Duration.ofHours(1))
        .containsEntry(WindowSize.PT1H, Duration.ofDays(35));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "attribution.lookback.klick=P1D;unknown setting attribution.lookback.klick",
        "attribution.models=LINEAR,SHAPLEY;attribution.models",
        "attribution.halfLife=7 days;attribution.halfLife",
        "attribution.halfLife=PT0S;above 0",
        "attribution.halfLife=PT0.0001S;above 0",
        "orders.retention=P9999999D;at most 365000 days",
        "windows.retention=PT1M:-PT1H;above 0",
        "reporting.timeZone=Mars/Olympus;reporting.timeZone",
        "reporting.currency=dollar;ISO 4217",
        "asOf=yesterday;asOf",
        "persons.maxTouches=0;at least 1",
        "windows.retention=LIFE:P1D;windows.retention",
        "channel.ownHosts=https://shop.example/;channel.ownHosts",
        "channel.ignoredReferrers=file:nowhere.csv;channel.ignoredReferrers",
        "channel.sources=nowhere.csv;cannot be read",
        "channel.clickIds=nowhere.csv;cannot be read",
        "nonsense;not of the form key=value",
      })
  void whatCannotBeUsedIsRefusedWithALine(String pair, String message) {
    assertThatThrownBy(() -> Settings.read(null, List.of(pair)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message);
  }

  @Test
  void theReportingModelIsOneThatIsComputed() {
    assertThat(Settings.of(Map.of("attribution.models", "LINEAR,TIME_DECAY")).reportingModel())
        .isEqualTo(AttributionModel.LINEAR);
    assertThatThrownBy(
            () ->
                Settings.of(
                    Map.of("attribution.models", "LINEAR", "reporting.model", "LAST_TOUCH")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("reporting.model: LAST_TOUCH is none of attribution.models");
  }

  @Test
  void retentionOfOrdersAndLeadsReachesBothTheirJudgesAndTheirCredit() {
    PipelineOptions options =
        PipelineOptions.live(
            Settings.of(Map.of("orders.retention", "P200D", "leads.retention", "P300D")));

    assertThat(options.ingest().ordersRetention()).isEqualTo(Duration.ofDays(200));
    assertThat(options.attribution().ordersRetention()).isEqualTo(Duration.ofDays(200).toMillis());
    assertThat(options.attribution().leadsRetention()).isEqualTo(Duration.ofDays(300).toMillis());
  }

  @Test
  void theDocumentationListsExactlyTheSettingsThereAre() throws IOException {
    String page = Files.readString(Path.of("docs/configuration.md"));
    Matcher rows =
        Pattern.compile("(?m)^\\| `([^`]+)` \\| `?([^|`]*)`? \\| ([^|]+) \\|$").matcher(page);

    assertThat(rows.results().map(r -> List.of(r.group(1), r.group(2).strip(), r.group(3).strip())))
        .containsExactlyElementsOf(
            SettingTable.ALL.stream()
                .map(s -> List.of(s.key(), s.defaultText(), s.meaning()))
                .toList());
  }
}

package io.campaignpulse.ingest;

import static io.campaignpulse.testing.TestingIngestEvents.campaign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Topic;
import io.campaignpulse.testing.TestingWireValues;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LatestRowsTest {

  private static final Campaign ROW = campaign("c", "Spring", 7);

  private static Campaign deletion(long position) {
    return (Campaign) DeletedRow.of(Topic.CAMPAIGNS, "c", new Origin(0, position, null, 0));
  }

  @Test
  void aDeletionTakesOutTheRowWhateverItsRevision() {
    assertThat(LatestRows.after(ROW, deletion(1))).isNull();
    assertThat(new LatestRows<>(List.of(ROW, deletion(1))).rows()).isEmpty();
  }

  @Test
  void whatComesAfterADeletionStandsWhateverItsRevisionAndForgetsFormerNames() {
    Campaign back = at(campaign("c", "Summer", 1), 2);
    LatestRows<Campaign> rows = new LatestRows<>(List.of(ROW, deletion(1), back));
    assertThat(rows.rows()).containsExactly(back);
  }

  @Test
  void aDeletionThatIsReadAgainLeavesTheRowThatCameAfterIt() {
    Campaign known = at(ROW, 5);
    assertThat(LatestRows.after(known, deletion(3))).isEqualTo(known);
    assertThat(LatestRows.after(known, deletion(6))).isNull();
  }

  @Test
  void nothingStandsAfterTheDeletionOfNothing() {
    assertThat(LatestRows.after(null, deletion(0))).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = Topic.class,
      names = {"CAMPAIGNS", "PROMOTIONS", "PLANS", "FX_RATES", "RULES", "CALENDAR", "CHANNEL_LAGS"})
  void theDeletionOfARowHasTheIdThatIsItsKey(Topic catalogue) {
    CatalogueRow row =
        switch (catalogue) {
          case CAMPAIGNS -> TestingWireValues.campaign();
          case PROMOTIONS -> TestingWireValues.promotion();
          case PLANS -> TestingWireValues.plan();
          case FX_RATES -> TestingWireValues.fxRate();
          case RULES -> TestingWireValues.rule();
          case CALENDAR -> TestingWireValues.calendarEvent();
          default -> TestingWireValues.channelLags();
        };
    CatalogueRow deletion = DeletedRow.of(catalogue, row.id(), row.origin());
    assertThat(deletion.isDeletion()).isTrue();
    assertThat(deletion.id()).isEqualTo(row.id());
    assertThat(deletion).isInstanceOf(row.getClass());
    assertThat(row.isDeletion()).isFalse();
  }

  @Test
  void aKeyThatNoRowHasIsRefused() {
    Origin origin = ROW.origin();
    assertThatThrownBy(() -> DeletedRow.of(Topic.FX_RATES, "EUR", origin))
        .isInstanceOf(RejectedException.class);
    assertThatThrownBy(() -> DeletedRow.of(Topic.FX_RATES, "EUR|yesterday", origin))
        .isInstanceOf(RejectedException.class);
    assertThatThrownBy(() -> DeletedRow.of(Topic.CHANNEL_LAGS, "EMAIL|TEA", origin))
        .isInstanceOf(RejectedException.class);
    assertThat(DeletedRow.of(Topic.CHANNEL_LAGS, "A|B|" + ConversionType.ORDER, origin).id())
        .isEqualTo("A|B|ORDER");
    assertThat(DeletedRow.of(Topic.FX_RATES, "EUR|2026-01-01T00:00:00Z", origin))
        .isInstanceOf(FxRate.class);
  }

  private static Campaign at(Campaign row, long position) {
    return new Campaign(
        row.campaignId(),
        row.name(),
        null,
        row.channels(),
        null,
        null,
        null,
        null,
        null,
        row.targets(),
        row.couponCodes(),
        row.dealerIds(),
        row.revision(),
        row.canonicalJson(),
        new Origin(0, position, null, 0));
  }
}

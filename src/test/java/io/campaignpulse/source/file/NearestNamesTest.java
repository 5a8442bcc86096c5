package io.campaignpulse.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {

  private static final List<String> KNOWN = List.of("campaignId", "clicks", "cost", "periodEnd");

  @Test
  void findsNamesInAnotherCaseMisspeltOrWithOtherWords() {
    assertThat(NearestNames.alike(List.of("CAMPAIGN_ID", "cliks", "cost_micros"), KNOWN))
        .isEqualTo("CAMPAIGN_ID → campaignId, cliks → clicks, cost_micros → cost");
    assertThat(NearestNames.alike(List.of("id", "date"), KNOWN)).isEqualTo("id → campaignId");
  }

  @Test
  void leavesOutNamesThatWereUsed() {
    assertThat(NearestNames.alike(List.of("clicks", "app_clicks"), KNOWN)).isEmpty();
  }

  @Test
  void givesTheLeastUnlikeWhereNoneIsAlike() {
    assertThat(NearestNames.nearest(List.of("period", "花费"), List.of("periodEnd")))
        .isEqualTo("period → periodEnd");
    assertThat(NearestNames.nearest(List.of("xyz"), KNOWN)).contains("xyz → ");
    assertThat(NearestNames.nearest(List.of("-"), KNOWN)).isEmpty();
  }
}

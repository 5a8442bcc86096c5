package io.campaignpulse.channel;

import static io.campaignpulse.testing.TestingIngestEvents.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.Campaign;
import io.campaignpulse.ingest.LatestRows;
import java.util.List;
import org.junit.jupiter.api.Test;

class CampaignNamesTest {
  private final CampaignNames names =
      new CampaignNames(
          List.of(
              campaign("b", "Spring Sale", 0),
              campaign("a", "SPRING sale", 0),
              campaign("c", "b", 0)));

  @Test
  void anIdStandsForItself() {
    assertThat(names.resolve("b")).isEqualTo("b");
  }

  @Test
  void aNameStandsForTheSmallerIdWhateverItsCase() {
    assertThat(names.resolve("spring SALE")).isEqualTo("a");
    assertThat(names.resolve("B")).isEqualTo("c");
  }

  @Test
  void aNameStandsForTheCampaignHoweverItsLettersAreComposed() {
    CampaignNames composed = new CampaignNames(List.of(campaign("k", "Cafe\u0301", 0)));
    assertThat(composed.resolve("CAF\u00C9")).isEqualTo("k");
  }

  @Test
  void theSmallerIdIsTheOneWithTheSmallerBytes() {
    CampaignNames alike =
        new CampaignNames(
            List.of(campaign("\uD83D\uDE00", "Alike", 0), campaign("\uFF5E", "Alike", 0)));
    assertThat(alike.resolve("alike")).isEqualTo("\uFF5E");
  }

  @Test
  void aPresentNameComesBeforeAliasesAndFormerNames() {
    CampaignNames renamed =
        new CampaignNames(
            List.of(
                known("a", "Spring", List.of("Easter", "Winter"), List.of("Autumn")),
                known("b", "Autumn", List.of("Easter"), List.of("Spring", "Summer", "a"))));
    assertThat(renamed.resolve("a")).isEqualTo("a");
    assertThat(renamed.resolve("spring")).isEqualTo("a");
    assertThat(renamed.resolve("AUTUMN")).isEqualTo("b");
    assertThat(renamed.resolve("summer")).isEqualTo("b");
    assertThat(renamed.resolve("winter")).isEqualTo("a");
    assertThat(renamed.resolve("Easter")).isEqualTo("a");
  }

  @Test
  void ofTwoRowsOfACampaignBothNamesStayWhicheverIsReadFirst() {
    Campaign old = campaign("a", "Spring Alpha", 1);
    Campaign next = campaign("a", "Spring Beta", 2);
    Campaign last = campaign("a", "Spring Gamma", 3);
    for (List<Campaign> rows :
        List.of(List.of(old, next, last), List.of(last, old, next), List.of(next, last, old))) {
      LatestRows<Campaign> latest = new LatestRows<>(rows);
      CampaignNames both = new CampaignNames(latest.rows());
      assertThat(both.resolve("spring alpha")).isEqualTo("a");
      assertThat(both.resolve("spring beta")).isEqualTo("a");
      assertThat(latest.rows()).extracting(Campaign::name).containsExactly("Spring Gamma");
    }
  }

  private static Campaign known(
      String id, String name, List<String> aliases, List<String> formerNames) {
    Campaign row = campaign(id, name, 0);
    return new Campaign(
        id,
        name,
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
        aliases,
        formerNames,
        row.revision(),
        row.canonicalJson(),
        row.origin());
  }

  @Test
  void anythingElseStandsForItself() {
    assertThat(names.resolve("Autumn")).isEqualTo("Autumn");
  }
}

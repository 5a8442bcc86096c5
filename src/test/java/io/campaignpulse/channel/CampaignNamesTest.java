package io.campaignpulse.channel;

import static io.campaignpulse.testing.TestingIngestEvents.campaign;
import static org.assertj.core.api.Assertions.assertThat;

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
  void anythingElseStandsForItself() {
    assertThat(names.resolve("Autumn")).isEqualTo("Autumn");
  }
}

package io.campaignpulse.channel;

import static io.campaignpulse.testing.TestingIngestEvents.START;
import static io.campaignpulse.testing.TestingIngestEvents.lead;
import static io.campaignpulse.testing.TestingIngestEvents.owner;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.PricedOrder;
import io.campaignpulse.testing.TestingIngestEvents;
import io.campaignpulse.testing.TestingJourneys;
import java.util.List;
import org.junit.jupiter.api.Test;

class CampaignOwnersTest {
  private final CampaignOwners owners =
      new CampaignOwners(
          List.of(
              owner("b", "B", 0, START, START + 10, List.of("SPRING10"), List.of("d1")),
              owner("c", "C", 0, START + 10, null, List.of(" spring10 ", "Ten"), List.of("d1")),
              owner("a", "A", 0, START + 90, START + 99, List.of("Spring10"), List.of("d1", "D2")),
              owner("\uD83D\uDE00", "E", 0, null, null, List.of("same"), List.of()),
              owner("\uFF5E", "F", 0, null, null, List.of("same"), List.of())));

  @Test
  void aCodeIsReadAsBuyersTypeIt() {
    assertThat(owners.ofCoupon("  ten", START)).isEqualTo("c");
    assertThat(owners.ofCoupon("TEN ", START)).isEqualTo("c");
    assertThat(owners.ofCoupon("T EN", START)).isNull();
    assertThat(owners.ofCoupon(null, START)).isNull();
  }

  @Test
  void aDealerIsTheExactOne() {
    assertThat(owners.ofDealer("D2", START)).isEqualTo("a");
    assertThat(owners.ofDealer("d2", START)).isNull();
    assertThat(owners.ofDealer(null, START)).isNull();
  }

  @Test
  void ofSeveralThePeriodThatHoldsTheInstantDecidesItsEndExcluded() {
    assertThat(owners.ofCoupon("spring10", START)).isEqualTo("b");
    assertThat(owners.ofCoupon("spring10", START + 9)).isEqualTo("b");
    assertThat(owners.ofCoupon("spring10", START + 10)).isEqualTo("c");
    assertThat(owners.ofDealer("d1", START + 10)).isEqualTo("c");
  }

  @Test
  void elseTheSmallerIdInBytes() {
    assertThat(owners.ofCoupon("spring10", START + 95)).as("both hold").isEqualTo("a");
    assertThat(owners.ofCoupon("spring10", START - 1)).as("none holds").isEqualTo("a");
    assertThat(owners.ofCoupon("same", START)).isEqualTo("\uFF5E");
  }

  @Test
  void onlyWhatIsPlacedIsOwned() {
    assertThat(owners.own(order(OrderStatus.PLACED)))
        .extracting(PricedOrder::couponCampaign, PricedOrder::dealerCampaign)
        .containsExactly("b", "a");
    assertThat(owners.own(order(OrderStatus.RETURNED)))
        .extracting(PricedOrder::couponCampaign, PricedOrder::dealerCampaign)
        .containsOnlyNulls();
  }

  @Test
  void aLeadWithoutDealerHasNoOwner() {
    LeadEvent lead = lead("e", START, "L", LeadStage.CREATED);
    assertThat(owners.own(lead)).isEqualTo(lead);
  }

  private static PricedOrder order(OrderStatus status) {
    return new PricedOrder(
        "e",
        START,
        "O",
        status,
        null,
        null,
        null,
        List.of(),
        null,
        "D2",
        "spring10",
        null,
        null,
        null,
        TestingJourneys.original(status, null),
        TestingIngestEvents.from(0));
  }
}

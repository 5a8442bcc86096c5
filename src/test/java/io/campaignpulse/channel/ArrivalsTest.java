package io.campaignpulse.channel;

import static io.campaignpulse.testing.TestingIngestEvents.START;
import static io.campaignpulse.testing.TestingIngestEvents.interaction;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.ClassifiedInteraction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Real arrivals, a third of them Chinese, each with its source: {@code channel/arrivals.csv}. */
class ArrivalsTest {
  private static final ChannelOptions SHIPPED = ChannelOptions.shipped();
  private static final InteractionClassifier CLASSIFIER =
      new InteractionClassifier(
          new ChannelOptions(
              SHIPPED.sources(),
              SHIPPED.clickIds(),
              new IgnoredReferrers(
                  List.of("shop.example"), List.of(IgnoredReferrers.PAYMENT_PROVIDERS))));

  @ParameterizedTest(name = "{0} {1}: {3} from {4} {5}")
  @CsvFileSource(resources = "/channel/arrivals.csv", delimiter = '|')
  void eachArrivalGetsItsChannelAndCampaign(
      String channel,
      String campaign,
      String touch,
      String page,
      @Nullable String referrer,
      @Nullable String fields,
      String source) {
    Map<String, String> own = own(fields);

    ClassifiedInteraction arrival =
        CLASSIFIER.classify(
            interaction(
                "e",
                START,
                0,
                own.get("campaignId"),
                null,
                page,
                referrer,
                own.get("source"),
                own.get("medium"),
                own.get("campaignName"),
                null));

    assertThat(arrival.channel()).isEqualTo(channel);
    assertThat(arrival.campaignId()).isEqualTo(campaign);
    assertThat(arrival.ignoredReferrer()).isEqualTo(touch.equals("no"));
    assertThat(source).isNotBlank();
  }

  private static Map<String, String> own(@Nullable String fields) {
    Map<String, String> own = new HashMap<>();
    if (fields != null) {
      for (String field : fields.split(";")) {
        String[] pair = field.strip().split("=", 2);
        own.put(pair[0], pair[1]);
      }
    }
    return own;
  }
}

package io.campaignpulse.alert.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.ConversionType;
import io.campaignpulse.evidence.Dispersion;
import io.campaignpulse.evidence.ScatterSums;
import io.campaignpulse.lag.LagCurve;
import io.campaignpulse.lag.LagCurves;
import io.campaignpulse.lag.LagSegment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortfolioTest {

  private static final LagSegment SEGMENT = new LagSegment("EMAIL", "ORDER");
  private static final LagCurve LEARNED = LagCurve.through(new long[] {60_000}, new double[] {0.5});
  private static final LagCurve GIVEN = LagCurve.through(new long[] {60_000}, new double[] {0.7});

  @Test
  void givenLagsAreFollowedUntilLearnedOnesAreKnown() {
    Portfolio learning = portfolio(false);
    assertThat(learning.curve("EMAIL", ConversionType.ORDER, GIVEN)).isEqualTo(GIVEN);
    assertThat(learning.curve("EMAIL", ConversionType.ORDER, null)).isEqualTo(LEARNED);
    assertThat(portfolio(true).curve("EMAIL", ConversionType.ORDER, GIVEN)).isEqualTo(LEARNED);
  }

  @Test
  void alertsFollowTheSameCurveWithAReserve() {
    for (Portfolio portfolio : new Portfolio[] {portfolio(false), portfolio(true)}) {
      LagCurve plain = portfolio.curve("EMAIL", ConversionType.ORDER, GIVEN);
      LagCurve alerting = portfolio.alertingCurve("EMAIL", ConversionType.ORDER, GIVEN);
      assertThat(alerting.share(60_000)).isBetween(0.7 * plain.share(60_000), plain.share(60_000));
    }
  }

  private static Portfolio portfolio(boolean known) {
    return new Portfolio(
        0,
        new LagCurves(Map.of(SEGMENT, LEARNED), Map.of()),
        Map.of(SEGMENT, new LagKnowledge(known, false, 0, null)),
        Map.of(),
        Map.of(),
        Dispersion.of(ScatterSums.NONE, 0.15),
        Map.of(),
        Double.POSITIVE_INFINITY,
        null);
  }
}

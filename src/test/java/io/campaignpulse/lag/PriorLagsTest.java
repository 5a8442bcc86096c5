package io.campaignpulse.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.LagShare;
import io.campaignpulse.event.Origin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriorLagsTest {

  @Test
  void a_row_gives_the_curve_of_its_channel_and_conversion_type_alone() {
    long day = Duration.ofDays(1).toMillis();
    ChannelLags row =
        new ChannelLags(
            "EMAIL",
            ConversionType.ORDER,
            List.of(new LagShare(day, 0.8)),
            0,
            "",
            new Origin(0, 0, null, 0));

    PriorLags lags = PriorLags.of(List.of(row));

    assertThat(lags.curve("EMAIL", "ORDER"))
        .isEqualTo(LagCurve.through(new long[] {day}, new double[] {0.8}));
    assertThat(lags.curve("EMAIL", "LEAD")).isNull();
    assertThat(lags.curve("DISPLAY", "ORDER")).isNull();
  }
}

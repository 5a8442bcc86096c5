package io.campaignpulse.alert.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.metric.Ratios;
import java.util.List;
import org.junit.jupiter.api.Test;

class MinuteTotalsTest {

  @Test
  void aMinuteWrittenWhenThereWereFewerMeasuresStillCounts() {
    long[] base = new long[BaseMeasure.COUNT];
    new MinuteTotals(1, new long[] {1, 2, 3, 4, 5, 6, 7}, List.of())
        .addTo(
            base,
            AttributionModel.LAST_TOUCH,
            TimeBasis.CONVERSION_TIME,
            Ratios.nothingAttributed());
    assertThat(base).containsExactly(1, 2, 3, 4, 5, 6, 7, 0);
  }
}

package io.campaignpulse.alert.operator;

import static io.campaignpulse.testing.TestingMinuteRows.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.alert.feed.OrderFlaw;
import io.campaignpulse.alert.feed.SourceMinute;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Credit;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which orders repeat another one. */
class FindDoubledOrdersFunctionTest {

  private KeyedOneInputStreamOperatorTestHarness<Integer, Credit, SourceMinute> flink;

  @BeforeEach
  void open() throws Exception {
    flink =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new FindDoubledOrdersFunction()),
            credit -> FindDoubledOrdersFunction.bucketOf(String.valueOf(credit.personId())),
            Types.INT);
    flink.open();
    flink.processWatermark(new Watermark(at(0)));
  }

  @AfterEach
  void close() throws Exception {
    flink.close();
  }

  @Test
  void anOrderUnderAnotherIdIsADouble() throws Exception {
    take("o1", "anna", 1_200, 50);
    take("o2", "anna", 1_900, 50);
    assertThat(found()).hasSize(1);
    assertThat(found().get(0).minute()).isEqualTo(at(0));
    assertThat(found().get(0).nanos()[OrderFlaw.DOUBLED.index()]).isEqualTo(1_000_000_000);
  }

  @Test
  void twoPersonsWhoBuyTheSameInTheSameSecondAreNone() throws Exception {
    take("o1", "anna", 1_200, 50);
    take("o2", "berta", 1_200, 50);
    assertThat(found()).isEmpty();
  }

  @Test
  void anotherSecondOrWorthIsAnotherOrder() throws Exception {
    take("o1", "anna", 1_200, 50);
    take("o2", "anna", 3_200, 50);
    take("o3", "anna", 1_200, 60);
    assertThat(found()).isEmpty();
  }

  @Test
  void theSameOrderAgainIsNone() throws Exception {
    take("o1", "anna", 1_200, 50);
    take("o1", "anna", 1_200, 50);
    assertThat(found()).isEmpty();
  }

  @Test
  void aCopyOfHoursLaterCountsWhenItComes() throws Exception {
    take("o1", "anna", 1_200, 50);
    flink.processWatermark(new Watermark(at(300)));
    take("o2", "anna", 1_200, 50);
    assertThat(found()).extracting(SourceMinute::minute).containsExactly(at(300));
  }

  @Test
  void ordersExpireAfterADay() throws Exception {
    take("o1", "anna", 1_200, 50);
    flink.processWatermark(new Watermark(at(1_440 + 16)));
    assertThat(flink.numKeyedStateEntries()).isZero();
    assertThat(flink.numEventTimeTimers()).isZero();
    take("o2", "anna", 1_200, 50);
    assertThat(found()).isEmpty();
  }

  private void take(String order, String person, long millis, long worth) throws Exception {
    flink.processElement(
        new StreamRecord<>(
            new Credit(
                AttributionModel.LAST_TOUCH,
                order,
                ConversionType.ORDER,
                at(0) + millis,
                person,
                "summer",
                "PAID_SEARCH",
                "t1",
                at(-10),
                1_000_000_000,
                worth * 1_000_000,
                List.of(),
                null,
                null,
                null,
                false,
                false,
                1)));
  }

  private List<SourceMinute> found() {
    return flink.extractOutputValues();
  }
}

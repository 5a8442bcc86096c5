package io.campaignpulse.testing;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** An operator of two inputs on a harness of Flink, both keyed by campaign and channel. */
public final class TestingSeriesOperator {

  private TestingSeriesOperator() {}

  /**
   * Opens the operator.
   *
   * @param state what it is restored from; null = nothing
   */
  public static <A, B, O>
      KeyedTwoInputStreamOperatorTestHarness<Tuple2<String, String>, A, B, O> open(
          TwoInputStreamOperator<A, B, O> operator,
          KeySelector<A, Tuple2<String, String>> first,
          KeySelector<B, Tuple2<String, String>> second,
          @Nullable OperatorSubtaskState state) {
    try {
      KeyedTwoInputStreamOperatorTestHarness<Tuple2<String, String>, A, B, O> harness =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              operator, first, second, Types.TUPLE(Types.STRING, Types.STRING));
      harness.setup();
      if (state != null) {
        harness.initializeState(state);
      }
      harness.open();
      return harness;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}

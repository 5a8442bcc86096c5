package io.campaignpulse.lockstep;

import io.campaignpulse.lockstep.operator.InOrderOperator;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OperatorAttributes;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeServiceAware;

/**
 * Makes the operators another factory makes, but gives them recorded time for processing time, and
 * where several senders meet, their records in order.
 */
final class RecordedTimeFactory<T> implements StreamOperatorFactory<T> {
  private static final long serialVersionUID = 1L;

  /** The id where no walk has to know of timers. */
  static final long NO_WALK = -1;

  private final StreamOperatorFactory<T> factory;
  private final int number;
  private final boolean sendersMeet;
  private final long run;
  private final long beginning;
  private final long outOfOrderness;

  /**
   * A factory around another one.
   *
   * @param number of the operator in its graph
   * @param sendersMeet whether records come from several senders
   * @param run the id of the walk, which has to know of timers, or NO_WALK
   * @param beginning the clock before the first step, epoch milliseconds
   * @param outOfOrderness how far the clock is ahead of event time, milliseconds
   */
  RecordedTimeFactory(
      StreamOperatorFactory<T> factory,
      int number,
      boolean sendersMeet,
      long run,
      long beginning,
      long outOfOrderness) {
    this.factory = factory;
    this.number = number;
    this.sendersMeet = sendersMeet;
    this.run = run;
    this.beginning = beginning;
    this.outOfOrderness = outOfOrderness;
  }

  @Override
  @SuppressWarnings({"TypeParameterUnusedInFormals", "unchecked"}) // the interface has it so
  public <O extends StreamOperator<T>> O createStreamOperator(
      StreamOperatorParameters<T> parameters) {
    RecordedTime time = new RecordedTime(beginning, due());
    if (factory instanceof ProcessingTimeServiceAware aware) {
      aware.setProcessingTimeService(time);
    }
    StreamOperator<T> operator =
        factory.createStreamOperator(
            new StreamOperatorParameters<>(
                parameters.getContainingTask(),
                parameters.getStreamConfig(),
                new TimedOutput<>(parameters.getOutput(), time, outOfOrderness, number),
                () -> time,
                parameters.getOperatorEventDispatcher(),
                parameters.getMailboxExecutor()));
    return (O) (sendersMeet ? InOrderOperator.of(operator) : operator);
  }

  private LongConsumer due() {
    if (run == NO_WALK) {
      return timer -> {};
    }
    LockstepRun walk = LockstepRun.of(run);
    return timer -> walk.due(timer - outOfOrderness);
  }

  @Override
  public void setChainingStrategy(ChainingStrategy strategy) {
    factory.setChainingStrategy(strategy);
  }

  @Override
  public ChainingStrategy getChainingStrategy() {
    return factory.getChainingStrategy();
  }

  @Override
  public boolean isOutputTypeConfigurable() {
    return factory.isOutputTypeConfigurable();
  }

  @Override
  public void setOutputType(TypeInformation<T> type, ExecutionConfig config) {
    factory.setOutputType(type, config);
  }

  @Override
  public boolean isInputTypeConfigurable() {
    return factory.isInputTypeConfigurable();
  }

  @Override
  public void setInputType(TypeInformation<?> type, ExecutionConfig config) {
    factory.setInputType(type, config);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Flink declares it
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return factory.getStreamOperatorClass(classLoader);
  }

  @Override
  public OperatorAttributes getOperatorAttributes() {
    return factory.getOperatorAttributes();
  }
}

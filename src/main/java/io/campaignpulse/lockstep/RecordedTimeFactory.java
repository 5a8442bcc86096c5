package io.campaignpulse.lockstep;

import java.util.function.LongConsumer;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OperatorAttributes;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeServiceAware;

/** Makes the operators another factory makes, but gives them recorded time for processing time. */
final class RecordedTimeFactory<T> implements StreamOperatorFactory<T> {
  private static final long serialVersionUID = 1L;

  /** The id where no walk has to know of timers. */
  static final long NO_WALK = -1;

  private final StreamOperatorFactory<T> factory;
  private final long run;
  private final long beginning;
  private final long outOfOrderness;

  /**
   * A factory around another one.
   *
   * @param run the id of the walk, which has to know of timers, or NO_WALK
   * @param beginning the clock before the first step, epoch milliseconds
   * @param outOfOrderness how far the clock is ahead of event time, milliseconds
   */
  RecordedTimeFactory(
      StreamOperatorFactory<T> factory, long run, long beginning, long outOfOrderness) {
    this.factory = factory;
    this.run = run;
    this.beginning = beginning;
    this.outOfOrderness = outOfOrderness;
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // the interface has it so
  public <O extends StreamOperator<T>> O createStreamOperator(
      StreamOperatorParameters<T> parameters) {
    RecordedTime time = new RecordedTime(beginning, due());
    if (factory instanceof ProcessingTimeServiceAware aware) {
      aware.setProcessingTimeService(time);
    }
    return factory.createStreamOperator(
        new StreamOperatorParameters<>(
            parameters.getContainingTask(),
            parameters.getStreamConfig(),
            new TimedOutput<>(parameters.getOutput(), time, outOfOrderness),
            () -> time,
            parameters.getOperatorEventDispatcher(),
            parameters.getMailboxExecutor()));
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

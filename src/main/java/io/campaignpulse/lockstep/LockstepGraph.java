package io.campaignpulse.lockstep;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.lockstep.operator.CollectAlertsOperator;
import io.campaignpulse.lockstep.operator.CollectOperator;
import io.campaignpulse.lockstep.operator.ForwardTimeOperator;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.runtime.operators.TimestampsAndWatermarksOperator;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;

/**
 * A live graph made to walk through recorded time. Its operators are those of the live job; only
 * what they take for time differs:
 *
 * <ul>
 *   <li>where the live job makes watermarks, by events or by the clock, those of the steps pass;
 *   <li>processing time stands where the last watermark brought it, and goes on just before the
 *       operator hands on the next one;
 *   <li>where records of several senders meet, they are processed in an order of their own before
 *       time goes on, not in that in which threads happened to send them.
 * </ul>
 *
 * <p>Timers are made known to the walk, so that it skips minutes in which nothing is due. Only what
 * leads to the results is in the graph.
 */
public final class LockstepGraph {

  private LockstepGraph() {}

  /**
   * Results of a live graph.
   *
   * @param alerts every transition
   * @param outlooks how far series have come
   * @param scores how well their conversions were projected
   */
  public record Results(
      DataStream<Alert> alerts,
      DataStream<CampaignOutlook> outlooks,
      DataStream<ProjectionScore> scores) {}

  /**
   * The graph that ends in these results.
   *
   * @param env where the streams were drawn, with a parallelism of 1
   * @param run takes the results and is told how far time has passed
   * @param beginning the clock before the first step, epoch milliseconds
   * @param outOfOrderness how far the clock is ahead of event time, milliseconds
   */
  public static StreamGraph of(
      StreamExecutionEnvironment env,
      Results results,
      LockstepRun run,
      long beginning,
      long outOfOrderness) {
    DataStream<Alert> alerts =
        results
            .alerts
            .transform(
                "collect-alerts",
                TypeInformation.of(Alert.class),
                new CollectAlertsOperator(run.id()))
            .setParallelism(1)
            .uid("collect-alerts");
    StreamGraph graph =
        env.generateStreamGraph(
            List.of(
                alerts.getTransformation(),
                collected(results.outlooks, LockstepRun::add, run, "collect-outlooks"),
                collected(results.scores, LockstepRun::add, run, "collect-scores")));
    graph.setTimerServiceProvider(new DueTimers(run.id()));
    return inRecordedTime(graph, run.id(), beginning, outOfOrderness);
  }

  /**
   * The graph that ends in a stream, whatever that tells of time; no minute is skipped.
   *
   * @param env where the streams were drawn, with a parallelism of 1
   * @param beginning the clock before the first step, epoch milliseconds
   * @param outOfOrderness how far the clock is ahead of event time, milliseconds
   */
  public static StreamGraph inRecordedTime(
      StreamExecutionEnvironment env, DataStream<?> end, long beginning, long outOfOrderness) {
    StreamGraph graph = env.generateStreamGraph(List.of(end.getTransformation()));
    return inRecordedTime(graph, RecordedTimeFactory.NO_WALK, beginning, outOfOrderness);
  }

  private static StreamGraph inRecordedTime(
      StreamGraph graph, long run, long beginning, long outOfOrderness) {
    List<StreamNode> nodes =
        graph.getStreamNodes().stream().sorted(Comparator.comparingInt(StreamNode::getId)).toList();
    for (int number = 0; number < nodes.size(); number++) {
      StreamNode node = nodes.get(number);
      StreamOperatorFactory<?> factory = node.getOperatorFactory();
      if (factory != null && !factory.isStreamSource()) {
        StreamOperatorFactory<?> timed =
            makesTime(factory) ? forwardingTime(factory.getChainingStrategy()) : factory;
        node.setOperatorFactory(
            new RecordedTimeFactory<>(
                timed, number, node.getInEdges().size() > 1, run, beginning, outOfOrderness));
      }
    }
    graph.getStreamNodes().stream()
        .flatMap(node -> node.getInEdges().stream())
        .forEach(edge -> edge.setPartitioner(new ForwardPartitioner<>()));
    return graph;
  }

  private static <T> Transformation<T> collected(
      DataStream<T> results, CollectOperator.Add<T> add, LockstepRun run, String name) {
    return results
        .transform(name, results.getType(), new CollectOperator<>(run.id(), add))
        .setParallelism(1)
        .uid(name)
        .getTransformation();
  }

  private static boolean makesTime(StreamOperatorFactory<?> factory) {
    @SuppressWarnings("rawtypes") // as Flink declares it
    Class<? extends StreamOperator> operator =
        factory.getStreamOperatorClass(LockstepGraph.class.getClassLoader());
    return TimestampsAndWatermarksOperator.class.isAssignableFrom(operator);
  }

  private static StreamOperatorFactory<?> forwardingTime(ChainingStrategy chaining) {
    StreamOperatorFactory<?> factory = SimpleOperatorFactory.of(new ForwardTimeOperator<>());
    factory.setChainingStrategy(chaining);
    return factory;
  }
}

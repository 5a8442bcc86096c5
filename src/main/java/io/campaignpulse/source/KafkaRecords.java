package io.campaignpulse.source;

import io.campaignpulse.event.RawRecord;
import io.campaignpulse.event.Topic;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Kafka topics as streams. Input topics come as {@link RawRecord}s, so reading them never fails;
 * results that another job wrote come decoded, and what cannot be decoded is counted and skipped.
 * Only committed records are read.
 *
 * @param groupId the job's consumer group: shows its progress and, with {@code fromCommitted}, says
 *     where a job without a checkpoint begins; it begins at the beginning otherwise
 * @param arrivalHeader whether the record header {@code arrival-time} is used as arrival time
 * @param bounded whether to stop at the end as it stands when the job starts (benchmarks, tests)
 */
public record KafkaRecords(
    KafkaConnection connection,
    String groupId,
    boolean fromCommitted,
    boolean bounded,
    boolean arrivalHeader) {

  /** Topics whose records arrived when their timestamps say. */
  public KafkaRecords(
      KafkaConnection connection, String groupId, boolean fromCommitted, boolean bounded) {
    this(connection, groupId, fromCommitted, bounded, false);
  }

  /** The raw records of an input topic; uid {@code read-<topic>}. */
  public SingleOutputStreamOperator<RawRecord> read(StreamExecutionEnvironment env, Topic topic) {
    String read = "read-" + topic.label();
    return env.fromSource(source(topic), WatermarkStrategy.noWatermarks(), read).uid(read);
  }

  /** The results another job wrote; uid {@code read-<topic>}. Watermarks are per partition. */
  public <R> SingleOutputStreamOperator<R> results(
      StreamExecutionEnvironment env, ResultDecoder<R> decoder, WatermarkStrategy<R> time) {
    String topic = decoder.wire().topic();
    String read = "read-" + topic;
    return env.fromSource(source(topic, new ResultDeserializer<>(decoder)), time, read).uid(read);
  }

  /** The source behind {@link #read}. */
  public KafkaSource<RawRecord> source(Topic topic) {
    return source(topic.label(), new RawDeserializer(topic, arrivalHeader));
  }

  private <T> KafkaSource<T> source(String topic, KafkaRecordDeserializationSchema<T> schema) {
    KafkaSourceBuilder<T> builder =
        KafkaSource.<T>builder()
            // Each poll hands its records to the task's thread, and each handing over has a price.
            .setProperty("max.poll.records", "1000")
            .setProperties(connection.clientProperties())
            .setBootstrapServers(connection.bootstrapServers())
            .setGroupId(groupId)
            .setTopics(topic)
            .setStartingOffsets(new FirstStartOffsets(fromCommitted))
            .setProperty("isolation.level", "read_committed")
            .setDeserializer(schema);
    return (bounded ? builder.setBounded(OffsetsInitializer.latest()) : builder).build();
  }

  /** Keeps bytes as they are. */
  private record RawDeserializer(Topic topic, boolean arrivalHeader)
      implements KafkaRecordDeserializationSchema<RawRecord> {

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
      out.collect(
          arrivalHeader ? RawRecords.ofHistory(topic, record) : RawRecords.of(topic, record));
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
      return TypeInformation.of(RawRecord.class);
    }
  }
}

package io.campaignpulse.source;

import io.campaignpulse.ingest.RejectedException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes the results that one of our jobs wrote. A record that isn't one was put there by somebody
 * else: it is logged, counted as {@code undecodableResults} and skipped. So are deletions.
 */
final class ResultDeserializer<R> implements KafkaRecordDeserializationSchema<R> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ResultDeserializer.class);

  private final ResultDecoder<R> decoder;
  private transient Counter undecodable = new SimpleCounter();

  ResultDeserializer(ResultDecoder<R> decoder) {
    this.decoder = decoder;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    undecodable = context.getMetricGroup().counter("undecodableResults");
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<R> out) {
    byte[] value = record.value();
    if (value == null) {
      return;
    }
    R result;
    try {
      result = decoder.decode(value);
    } catch (RejectedException e) {
      undecodable.inc();
      LOG.warn(
          "Skipped {}-{} at {}: {} {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.reason(),
          e.detail());
      return;
    }
    out.collect(result);
  }

  @Override
  public TypeInformation<R> getProducedType() {
    return TypeInformation.of(decoder.type());
  }
}

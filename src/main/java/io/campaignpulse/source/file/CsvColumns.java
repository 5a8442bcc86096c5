package io.campaignpulse.source.file;

import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.TopicReaders;
import io.campaignpulse.source.WireSchema;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The columns of a topic's CSV file.
 *
 * @param names all that the topic's reader knows
 * @param numbers those that hold a number
 */
record CsvColumns(Topic topic, Set<String> names, Set<String> numbers) {

  static CsvColumns of(Topic topic) {
    return new CsvColumns(
        topic,
        new TreeSet<>(TopicReaders.of(topic).knownFields()),
        WireSchema.of(topic).schema().getFields().stream()
            .filter(field -> isNumber(field.schema()))
            .map(Schema.Field::name)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Returns how many of some cells name a column. */
  long known(List<String> cells) {
    return cells.stream().map(String::strip).filter(names::contains).distinct().count();
  }

  private static boolean isNumber(Schema schema) {
    return switch (schema.getType()) {
      case UNION -> schema.getTypes().stream().anyMatch(CsvColumns::isNumber);
      case INT, LONG, FLOAT, DOUBLE -> schema.getLogicalType() == null;
      case BYTES -> schema.getLogicalType() instanceof LogicalTypes.Decimal;
      default -> false;
    };
  }
}

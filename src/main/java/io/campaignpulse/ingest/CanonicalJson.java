package io.campaignpulse.ingest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.campaignpulse.event.CatalogueRow;
import java.util.function.Function;

/**
 * The one JSON text of a typed record: names sorted, nulls omitted, times as epoch milliseconds,
 * without {@code origin} and {@code canonicalJson}. Two records say the same exactly if their texts
 * are equal, and ties between records are decided by comparing them.
 */
public final class CanonicalJson {
  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
          .addMixIn(Record.class, WithoutProvenance.class)
          .build()
          .writer()
          .with(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

  private CanonicalJson() {}

  /** The text of a record. */
  public static String of(Record typed) {
    try {
      return WRITER.writeValueAsString(typed);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a plain record: " + typed.getClass(), e);
    }
  }

  /** A catalogue row with its own text filled in. */
  public static <R extends Record & CatalogueRow> R stamped(Function<String, R> rowWithText) {
    return rowWithText.apply(of(rowWithText.apply("")));
  }

  @JsonIgnoreProperties({"origin", "canonicalJson"})
  private interface WithoutProvenance {}
}

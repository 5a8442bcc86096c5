package io.campaignpulse.ingest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.Event;
import io.campaignpulse.event.Origin;
import java.io.IOException;
import java.util.function.Function;

/**
 * The one JSON text of a typed record: names sorted, nulls omitted, times as epoch milliseconds,
 * without {@code origin}, {@code canonicalJson} and what a row retains of those it replaced. Two
 * records say the same exactly if their texts are equal, and ties between records are decided by
 * comparing them.
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

  private static final JsonMapper READER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private CanonicalJson() {}

  /** The text of a record. */
  public static String of(Record typed) {
    try {
      return WRITER.writeValueAsString(typed);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a plain record: " + typed.getClass(), e);
    }
  }

  /**
   * The event a text was made of.
   *
   * @param origin where it came from, which the text doesn't tell
   * @throws IOException if the text is none of such an event
   */
  public static <R extends Record & Event> R read(byte[] text, Class<R> type, Origin origin)
      throws IOException {
    if (!(READER.readTree(text) instanceof ObjectNode fields)) {
      throw new IOException("no JSON object");
    }
    fields.set("origin", READER.valueToTree(origin));
    return READER.treeToValue(fields, type);
  }

  /** A catalogue row with its own text filled in. */
  public static <R extends Record & CatalogueRow> R stamped(Function<String, R> rowWithText) {
    return rowWithText.apply(of(rowWithText.apply("")));
  }

  @JsonIgnoreProperties({"origin", "canonicalJson", "formerNames", "deletion"})
  private interface WithoutProvenance {}
}

package io.campaignpulse.source.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.ingest.Fields;
import io.campaignpulse.ingest.RejectedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Parsing of one JSON object: strict UTF-8, nothing before or after it, no name twice, numbers
 * exact, and limits on size and nesting, so that no input costs more than its bytes.
 */
public final class JsonRecords {

  /** The largest record, in bytes. */
  public static final int MAX_BYTES = 1_048_576;

  private static final int MAX_NESTING = 32;
  private static final int MAX_NUMBER_CHARS = 100;

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxNumberLength(MAX_NUMBER_CHARS)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .reader();

  private JsonRecords() {}

  /**
   * The fields of the object.
   *
   * @throws RejectedException MALFORMED or, above a megabyte, TOO_LARGE
   */
  public static Fields parse(byte[] json) {
    if (json.length > MAX_BYTES) {
      throw new RejectedException(
          RejectionReason.TOO_LARGE, "more than " + MAX_BYTES + " bytes in one record");
    }
    return new JsonFields(object(text(json)));
  }

  /** Any JSON value in a text; null where it isn't one. */
  static @Nullable JsonNode value(String json) {
    try {
      return READER.readTree(json);
    } catch (JsonProcessingException | NumberFormatException e) {
      return null;
    }
  }

  private static ObjectNode object(String json) {
    JsonNode root;
    try {
      root = READER.readTree(json);
    } catch (JsonProcessingException e) {
      throw malformed(e.getOriginalMessage());
    } catch (NumberFormatException e) {
      // Jackson lets an exponent that no BigDecimal can hold escape like this.
      throw malformed("a number out of range");
    }
    if (root instanceof ObjectNode object) {
      return object;
    }
    throw malformed("expected one JSON object");
  }

  // Jackson's own UTF-8 parser lets encoded surrogates through; the JDK's decoder doesn't.
  private static String text(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(utf8))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("not UTF-8");
    }
  }

  private static RejectedException malformed(String why) {
    return new RejectedException(RejectionReason.MALFORMED, why);
  }
}

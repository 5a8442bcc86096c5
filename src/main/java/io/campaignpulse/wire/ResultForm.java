package io.campaignpulse.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;

/**
 * How a kind of result is written as a JSON object: times as ISO-8601 {@code Z}, money as decimal
 * strings, counts, weights and ratios as numbers, what is unknown as null.
 */
@FunctionalInterface
public interface ResultForm<T> extends Serializable {

  /** What generators for results must be made with, so that numbers look the same everywhere. */
  JsonFactory JSON =
      new JsonFactoryBuilder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  /** Writes the object, from its opening to its closing brace. */
  void write(T result, JsonGenerator out) throws IOException;

  /** The object in UTF-8, without a line end. */
  default byte[] line(T result) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      write(result, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a result that cannot be written: " + result, e);
    }
    return bytes.toByteArray();
  }
}

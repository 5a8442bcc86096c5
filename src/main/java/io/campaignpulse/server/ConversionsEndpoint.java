package io.campaignpulse.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.wire.ResultForm;
import io.campaignpulse.wire.Results;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code GET /api/conversions/{id}}: the journey and the credit behind one conversion. */
final class ConversionsEndpoint implements Handler {

  private static final JsonFactory JSON = new JsonFactory();

  private final Explanations explanations;
  private final ResultForm<Explanation> form = Results.EXPLANATIONS.form();

  ConversionsEndpoint(Explanations explanations) {
    this.explanations = explanations;
  }

  @Override
  public void handle(Context request) {
    new QueryParameters(request);
    String id = request.pathParam("id");
    Explanation found;
    try {
      found = explanations.find(id);
    } catch (Explanations.UnavailableException e) {
      throw new Problem.Raised(
          Problem.kafkaUnavailable("What is behind it cannot be read at the moment."));
    }
    if (found == null) {
      throw new Problem.Raised(
          Problem.unknownConversion(
              "No conversion "
                  + id
                  + ": an order's id, or a lead's id and stage such as lead-7:QUALIFIED."));
    }
    request.contentType("application/json").result(bytes(found));
  }

  private byte[] bytes(Explanation found) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      form.write(found, out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory is always writable", e);
    }
    return bytes.toByteArray();
  }
}

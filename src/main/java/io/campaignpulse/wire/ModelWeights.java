package io.campaignpulse.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.AttributionModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;

/**
 * Weights of a touch by model, in billionths and indexed by ordinal; those of 0 are left out. In
 * JSON they are an object by model.
 */
record ModelWeights(Codec<List<ModelWeights.Share>> shares) implements Codec<long[]> {
  private static final AttributionModel[] MODELS = AttributionModel.values();
  private static final Kind<List<Share>> SHARES =
      Kind.list(
          new RecordShape<>(
              Share.class,
              share ->
                  share
                      .symbol("model", AttributionModel.class, Share::model)
                      .nanos("weight", Share::weightNanos)));

  /** Weight of a touch under a model. */
  public record Share(AttributionModel model, long weightNanos) {}

  /** Returns the form under an array's schema. */
  static ModelWeights bind(Schema schema) {
    return new ModelWeights(SHARES.bind(schema));
  }

  @Override
  public Class<?> type() {
    return long[].class;
  }

  @Override
  public void write(long[] weights, Encoder out) throws IOException {
    List<Share> sharing = new ArrayList<>();
    for (AttributionModel model : MODELS) {
      if (weights[model.ordinal()] != 0) {
        sharing.add(new Share(model, weights[model.ordinal()]));
      }
    }
    shares.write(sharing, out);
  }

  @Override
  public void write(long[] weights, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (AttributionModel model : MODELS) {
      if (weights[model.ordinal()] != 0) {
        out.writeFieldName(model.name());
        out.writeNumber(FixedPoint.nanos(weights[model.ordinal()]));
      }
    }
    out.writeEndObject();
  }

  @Override
  public long[] read(Object datum) {
    long[] weights = new long[MODELS.length];
    List<Share> sharing = shares.read(datum);
    if (sharing != null) {
      sharing.forEach(share -> weights[share.model().ordinal()] = share.weightNanos());
    }
    return weights;
  }
}

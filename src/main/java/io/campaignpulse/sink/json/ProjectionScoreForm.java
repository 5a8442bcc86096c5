package io.campaignpulse.sink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.ProjectionScore;
import java.io.IOException;

/** A projection and what came true: amounts as numbers, as they are estimates. */
public final class ProjectionScoreForm implements ResultForm<ProjectionScore> {
  private static final long serialVersionUID = 1L;

  @Override
  public void write(ProjectionScore score, JsonGenerator out) throws IOException {
    Boolean covered = score.covered();
    out.writeStartObject();
    out.writeStringField("key", score.key());
    out.writeStringField("kind", score.kind());
    out.writeStringField("id", score.id());
    out.writeStringField("horizon", score.horizon());
    Parts.number(out, "projected", score.projected());
    Parts.number(out, "low", score.low());
    Parts.number(out, "high", score.high());
    Parts.number(out, "realised", score.realised());
    if (covered == null) {
      out.writeNullField("covered");
    } else {
      out.writeBooleanField("covered", covered);
    }
    out.writeNumberField("revision", score.revision());
    Parts.time(out, "updatedAt", score.updatedAt());
    out.writeEndObject();
  }
}

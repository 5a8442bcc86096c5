package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.wire.ResultForm;
import io.campaignpulse.wire.Results;
import java.util.List;

/** Plans, and how well their projections did, as the API and the stream show them. */
final class PlanJson {

  private static final ResultForm<PlanProgress> FORM = Results.PLAN_PROGRESS.form();

  private PlanJson() {}

  /** Everything there is to say of a plan. */
  static ObjectNode of(PlanProgress plan) {
    return Json.object(FORM.line(plan));
  }

  /** The same without its course, where many plans are told. */
  static ObjectNode brief(PlanProgress plan) {
    ObjectNode node = of(plan);
    node.remove("course");
    return node;
  }

  static ObjectNode of(ScoresView.Calibration calibration) {
    ObjectNode node = Json.object();
    node.put("kind", calibration.kind());
    node.put("graded", calibration.graded());
    node.put("withInterval", calibration.withInterval());
    node.put("covered", calibration.covered());
    Json.putNumber(node, "coverage", calibration.coverage());
    Json.putNumber(node, "bias", calibration.bias());
    return node;
  }

  /** The calibration of every kind, as a field. */
  static void putCalibration(ObjectNode into, List<ScoresView.Calibration> calibration) {
    ArrayNode kinds = into.putArray("calibration");
    calibration.forEach(c -> kinds.add(of(c)));
  }
}

package io.campaignpulse.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.ShareMethod;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Comparator;
import java.util.List;

/**
 * {@code GET /api/model-shares}: by method and conversion type, the share of each campaign and
 * channel by a model of the paths people took. A model share, not what the campaign caused.
 */
final class SharesEndpoint implements Handler {

  private static final String LABEL = "model share";

  private final ResultViews views;

  SharesEndpoint(ResultViews views) {
    this.views = views;
  }

  @Override
  public void handle(Context request) {
    QueryParameters given = new QueryParameters(request, "method", "conversionType");
    ShareMethod method = given.constant("method", ShareMethod.class);
    ConversionType type = given.constant("conversionType", ConversionType.class);
    ObjectNode answer = Json.object();
    answer.put("label", LABEL);
    ArrayNode models = answer.putArray("models");
    for (ShareMethod m : ShareMethod.values()) {
      for (ConversionType t : ConversionType.values()) {
        if ((method == null || m == method) && (type == null || t == type)) {
          describe(views.shares().current(m, t), models);
        }
      }
    }
    request.contentType("application/json").result(Json.bytes(answer));
  }

  private static void describe(List<ModelShare> shares, ArrayNode into) {
    shares.stream()
        .max(Comparator.comparingLong(ModelShare::revision))
        .ifPresent(
            latest -> {
              ObjectNode node = into.addObject();
              node.put("method", latest.method().name());
              node.put("conversionType", latest.conversionType().name());
              node.put("modelVersion", latest.method().version());
              node.put("asOf", Json.time(latest.asOf()));
              node.put("conversionsWithTouch", latest.conversionsWithTouch());
              node.put("conversionsWithoutTouch", latest.conversionsWithoutTouch());
              ArrayNode rows = node.putArray("shares");
              for (ModelShare share : shares) {
                ObjectNode row = rows.addObject();
                row.put("campaignId", share.campaignId());
                row.put("channel", share.channel());
                Json.putNumber(row, "share", share.share());
              }
            });
  }
}

package io.campaignpulse.metric.operator;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.Credit;
import io.campaignpulse.metric.CreditChanges;
import io.campaignpulse.metric.MeasureChange;
import java.util.EnumSet;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Turns credits of the configured models into the changes of measures they book. */
public final class BookCreditsFunction implements FlatMapFunction<Credit, MeasureChange> {

  private static final long serialVersionUID = 1L;

  private final EnumSet<AttributionModel> models;

  /** Credits of other models are passed over. */
  public BookCreditsFunction(List<AttributionModel> models) {
    this.models = EnumSet.noneOf(AttributionModel.class);
    this.models.addAll(models);
  }

  @Override
  public void flatMap(Credit credit, Collector<MeasureChange> out) {
    if (models.contains(credit.model())) {
      CreditChanges.of(credit).forEach(out::collect);
    }
  }
}

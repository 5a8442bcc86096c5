package io.campaignpulse.wire;

import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.Conservation;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.CustomerValue;
import io.campaignpulse.event.Imbalance;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.event.ShareMethod;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.metric.Metric;
import io.campaignpulse.metric.Ratios;

/** Columns of totals, customer value, shares by a model and scores of projections. */
final class MetricShapes {

  private static final RecordShape<Imbalance> IMBALANCE =
      new RecordShape<>(
          Imbalance.class,
          columns ->
              columns
                  .symbol("model", AttributionModel.class, Imbalance::model)
                  .symbol("basis", TimeBasis.class, Imbalance::basis)
                  .column(
                      "measure",
                      Kind.named(AttributedMeasure.class, AttributedMeasure::label),
                      Imbalance::measure)
                  .column("ledger", Amount.KIND, i -> new Amount(i.measure(), i.ledger()))
                  .column("credited", Amount.KIND, i -> new Amount(i.measure(), i.credited()))
                  .reads(Imbalance::ledger, row -> Amount.read(row, "ledger"))
                  .reads(Imbalance::credited, row -> Amount.read(row, "credited")));

  private static final RecordShape<Conservation> CONSERVATION =
      new RecordShape<>(
          Conservation.class,
          columns ->
              columns
                  .micros("ledger", Conservation::ledgerMicros)
                  .micros("credited", Conservation::creditedMicros)
                  .micros("difference", Conservation::differenceMicros)
                  .flag("balanced", Conservation::balanced)
                  .list("unbalanced", IMBALANCE, Conservation::unbalanced));

  static final RecordShape<BusinessMetrics> BUSINESS_METRICS =
      new RecordShape<>(
          BusinessMetrics.class,
          columns ->
              columns
                  .key(BusinessMetrics::key)
                  .symbol("window", WindowSize.class, BusinessMetrics::window)
                  .time("windowStart", BusinessMetrics::windowStart)
                  .time("windowEnd", BusinessMetrics::windowEnd)
                  .micros("spend", BusinessMetrics::spendMicros)
                  .vector(AttributedMeasure.class, CreditShapes::kind, BusinessMetrics::credited)
                  .micros("margin", totals -> Ratios.marginMicros(totals.credited()))
                  .real("mer", totals -> Ratios.of(Metric.MER, totals))
                  .real("cac", totals -> Ratios.of(Metric.CAC, totals))
                  .column("conservation", CONSERVATION, BusinessMetrics::conservation)
                  .flag("complete", BusinessMetrics::complete)
                  .count("revision", BusinessMetrics::revision)
                  .time("updatedAt", BusinessMetrics::updatedAt));

  static final RecordShape<CustomerValue> CUSTOMER_VALUE =
      new RecordShape<>(
          CustomerValue.class,
          columns ->
              columns
                  .key(CustomerValue::key)
                  .text("campaignId", CustomerValue::campaignId)
                  .text("channel", CustomerValue::channel)
                  .count("ageDays", CustomerValue::ageDays)
                  .column("customers", Kind.NANOS_AS_REAL, CustomerValue::customersNanos)
                  .micros("margin", CustomerValue::marginMicros)
                  .real("ltv", CustomerValue::ltv)
                  .real("cac", CustomerValue::cac)
                  .real("ltvToCac", CustomerValue::ltvToCac)
                  .count("paybackDay", CustomerValue::paybackDay)
                  .count("revision", CustomerValue::revision)
                  .time("updatedAt", CustomerValue::updatedAt));

  static final RecordShape<ModelShare> MODEL_SHARE =
      new RecordShape<>(
          ModelShare.class,
          columns ->
              columns
                  .key(ModelShare::key)
                  .symbol("method", ShareMethod.class, ModelShare::method)
                  .symbol("conversionType", ConversionType.class, ModelShare::conversionType)
                  .text("campaignId", ModelShare::campaignId)
                  .text("channel", ModelShare::channel)
                  .real("share", ModelShare::share)
                  .count("conversionsWithTouch", ModelShare::conversionsWithTouch)
                  .count("conversionsWithoutTouch", ModelShare::conversionsWithoutTouch)
                  .time("asOf", ModelShare::asOf)
                  .text("modelVersion", share -> share.method().version())
                  .count("revision", ModelShare::revision)
                  .time("updatedAt", ModelShare::updatedAt));

  static final RecordShape<ProjectionScore> PROJECTION_SCORE =
      new RecordShape<>(
          ProjectionScore.class,
          columns ->
              columns
                  .key(ProjectionScore::key)
                  .text("kind", ProjectionScore::kind)
                  .text("id", ProjectionScore::id)
                  .duration("horizon", ProjectionScore::horizonMillis)
                  .real("projected", ProjectionScore::projected)
                  .real("low", ProjectionScore::low)
                  .real("high", ProjectionScore::high)
                  .real("realised", ProjectionScore::realised)
                  .flag("covered", ProjectionScore::covered)
                  .count("revision", ProjectionScore::revision)
                  .time("updatedAt", ProjectionScore::updatedAt));

  private MetricShapes() {}
}

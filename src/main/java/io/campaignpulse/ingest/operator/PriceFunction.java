package io.campaignpulse.ingest.operator;

import io.campaignpulse.event.Event;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.CanonicalJson;
import io.campaignpulse.ingest.FxRates;
import io.campaignpulse.ingest.LatestRows;
import io.campaignpulse.ingest.Pricing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Expresses events in the reporting currency with the rates known when the job was wired and those
 * that came since. An event without a rate is refused; its payload is its canonical JSON.
 */
public final class PriceFunction<I extends Record & Event, O>
    extends BroadcastProcessFunction<I, FxRate, O> {
  private static final long serialVersionUID = 1L;

  /** The rates that came since the job was wired, by their id. */
  public static final MapStateDescriptor<String, FxRate> LATER_RATES =
      new MapStateDescriptor<>("later-rates", Types.STRING, TypeInformation.of(FxRate.class));

  private final Topic topic;
  private final Pricing<I, O> pricing;
  private final String reportingCurrency;
  private final List<FxRate> known;

  /** Made from the rows at hand when first needed and after each new row. */
  private transient @Nullable FxRates rates;

  /** Prices events of a topic. */
  public PriceFunction(
      Topic topic, Pricing<I, O> pricing, String reportingCurrency, List<FxRate> known) {
    this.topic = topic;
    this.pricing = pricing;
    this.reportingCurrency = reportingCurrency;
    this.known = known;
  }

  @Override
  public void processElement(I event, ReadOnlyContext context, Collector<O> priced)
      throws Exception {
    if (rates == null) {
      rates = rates(context.getBroadcastState(LATER_RATES));
    }
    try {
      priced.collect(pricing.price(event, rates));
    } catch (Pricing.MissingRateException e) {
      reject(event, RejectionReason.FX_RATE_MISSING, String.valueOf(e.getMessage()), context);
    } catch (ArithmeticException e) {
      reject(event, RejectionReason.INVALID_VALUE, String.valueOf(e.getMessage()), context);
    }
  }

  private FxRates rates(ReadOnlyBroadcastState<String, FxRate> later) throws Exception {
    LatestRows<FxRate> latest = new LatestRows<>(known);
    for (Map.Entry<String, FxRate> entry : later.immutableEntries()) {
      latest.add(entry.getValue());
    }
    return new FxRates(reportingCurrency, latest.rows());
  }

  private void reject(I event, RejectionReason reason, String detail, ReadOnlyContext context) {
    Origin origin = event.origin();
    context.output(
        SideOutputs.REJECTED,
        new Rejection(
            topic,
            origin.partition(),
            origin.position(),
            origin.file(),
            origin.arrivalTime(),
            reason,
            detail,
            CanonicalJson.of(event).getBytes(StandardCharsets.UTF_8)));
    context.output(SideOutputs.LEDGER, new LedgerChange(topic, Outcome.REJECTED, 1));
  }

  @Override
  public void processBroadcastElement(FxRate row, Context context, Collector<O> priced)
      throws Exception {
    BroadcastState<String, FxRate> later = context.getBroadcastState(LATER_RATES);
    FxRate before = later.get(row.id());
    later.put(row.id(), before == null ? row : LatestRows.standing(before, row));
    rates = null;
  }
}

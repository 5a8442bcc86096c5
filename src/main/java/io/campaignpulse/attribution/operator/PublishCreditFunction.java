package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.attribution.Conversion;
import io.campaignpulse.attribution.CreditBook;
import io.campaignpulse.attribution.CreditCase;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Emission;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Publishes the credit of conversions (key: their credit group) and what is behind it; live, every
 * change with a higher revision, at the end, all of it once.
 */
public final class PublishCreditFunction extends KeyedProcessFunction<String, CreditCase, Credit> {

  /** Name and uid of the operator. */
  public static final String UID = "publish-credits";

  private static final long serialVersionUID = 1L;

  private final AttributionOptions options;
  private transient ValueState<CreditBook> books;

  /** Keeps what was decided for as long as returns and further stages may come. */
  public PublishCreditFunction(AttributionOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    books =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>(UID + ".book", CompactSerializer.CREDIT_BOOK));
  }

  @Override
  public void processElement(CreditCase creditCase, Context context, Collector<Credit> out)
      throws Exception {
    CreditBook known = books.value();
    CreditBook book = known == null ? CreditBook.empty() : known;
    if (options.emission() == Emission.AT_END) {
      book.apply(creditCase);
      books.update(book);
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
      return;
    }
    CreditBook.Step step =
        book.decide(creditCase, options, context.timerService().currentProcessingTime());
    step.credits().forEach(out::collect);
    step.explanations().forEach(e -> context.output(AttributionTags.EXPLANATIONS, e));
    books.update(step.book());
    Conversion conversion = creditCase.conversion();
    long keptUntil =
        conversion.isOrder()
            ? conversion.time() + options.ordersRetention()
            : conversion.changedAt() + options.leadsRetention();
    context.timerService().registerEventTimeTimer(Clearing.after(keptUntil));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Credit> out)
      throws Exception {
    CreditBook book = books.value();
    if (book == null) {
      return;
    }
    if (options.emission() == Emission.AT_END) {
      List<Credit> credits = book.credits(options);
      credits.forEach(out::collect);
      book.explain(credits).forEach(e -> context.output(AttributionTags.EXPLANATIONS, e));
      books.clear();
      return;
    }
    book.forget(timestamp - options.ordersRetention(), timestamp - options.leadsRetention());
    if (book.claims().isEmpty()) {
      books.clear();
    } else {
      books.update(book);
    }
  }
}

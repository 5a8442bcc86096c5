package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.attribution.Conversion;
import io.campaignpulse.attribution.ConversionLedger;
import io.campaignpulse.attribution.LeadBook;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.attribution.PersonEvent.Change;
import io.campaignpulse.attribution.PersonRouter;
import io.campaignpulse.event.Emission;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Topic;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Brings together what was reported on one lead (key: leadId) and tells its person of it. Events
 * come in as counted; the ledger hears which of them turn out to repeat a stage.
 */
public final class CollectLeadFunction
    extends KeyedProcessFunction<String, LeadEvent, PersonEvent> {

  /** Name and uid of the operator. */
  public static final String UID = "collect-leads";

  private static final long serialVersionUID = 1L;

  private final AttributionOptions options;
  private transient ValueState<LeadBook> books;
  private transient EventsAhead<LeadEvent> ahead;

  /** Keeps leads for their retention. */
  public CollectLeadFunction(AttributionOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    books =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(UID + ".book", TypeInformation.of(LeadBook.class)));
    ahead = new EventsAhead<>(getRuntimeContext(), UID, TypeInformation.of(LeadEvent.class));
  }

  @Override
  public void processElement(LeadEvent event, Context context, Collector<PersonEvent> out)
      throws Exception {
    if (options.emission() == Emission.AT_END || !ahead.hold(event, context.timerService())) {
      take(event, context, out);
    }
  }

  private void take(LeadEvent event, Context context, Collector<PersonEvent> out) throws Exception {
    LeadBook known = books.value();
    LeadBook before = known == null ? LeadBook.empty() : known;
    LeadBook after = before.with(event);
    books.update(after);
    if (options.emission() == Emission.AT_END) {
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    } else {
      judge(before, after, context);
      List<Conversion> standing = after.conversions();
      book(before.conversions(), standing, context);
      for (Conversion gone : before.conversionsNotIn(standing)) {
        send(Change.LOST, gone, context, out);
      }
      for (Conversion conversion : standing) {
        send(Change.GAINED, conversion, context, out);
      }
      context
          .timerService()
          .registerEventTimeTimer(Clearing.after(after.changedAt() + options.leadsRetention()));
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<PersonEvent> out)
      throws Exception {
    for (LeadEvent event : ahead.release(context.timerService())) {
      take(event, context, out);
    }
    LeadBook book = books.value();
    if (book == null || context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      return;
    }
    if (options.emission() == Emission.AT_END) {
      judge(LeadBook.empty(), book, context);
      List<Conversion> conversions = book.conversions();
      book(List.of(), conversions, context);
      for (Conversion conversion : conversions) {
        send(Change.GAINED, conversion, context, out);
      }
      books.clear();
    } else if (book.changedAt() < timestamp - options.leadsRetention()) {
      books.clear();
    }
  }

  private static void book(List<Conversion> before, List<Conversion> after, Context context) {
    ConversionLedger.changes(before, after)
        .forEach(change -> context.output(AttributionTags.BOOKINGS, change));
  }

  /** Tells what the events that came since a version of the book change in ledger and links. */
  private void judge(LeadBook before, LeadBook after, Context context) {
    List<LeadEvent> countedBefore = before.counted();
    List<LeadEvent> counted = after.counted();
    int came = after.events().size() - before.events().size();
    int repeated = came - (counted.size() - countedBefore.size());
    if (repeated != 0) {
      tell(Outcome.COUNTED, -repeated, context);
      tell(Outcome.DUPLICATE, repeated, context);
    }
    teach(Change.LOST, countedBefore, counted, context);
    teach(Change.GAINED, counted, countedBefore, context);
  }

  /** Teaches, or takes back, the links of events that aren't among others. */
  private static void teach(
      Change change, List<LeadEvent> events, List<LeadEvent> others, Context context) {
    for (LeadEvent event : events) {
      if (!others.contains(event)) {
        PersonRouter.teach(
            change, event, link -> context.output(AttributionTags.VISITOR_EVENTS, link));
      }
    }
  }

  private static void tell(Outcome outcome, long count, Context context) {
    context.output(AttributionTags.LEDGER, new LedgerChange(Topic.LEADS, outcome, count));
  }

  private void send(
      Change change, Conversion conversion, Context context, Collector<PersonEvent> out) {
    PersonRouter.send(
        change,
        conversion,
        out::collect,
        asked -> context.output(AttributionTags.VISITOR_EVENTS, asked));
  }
}

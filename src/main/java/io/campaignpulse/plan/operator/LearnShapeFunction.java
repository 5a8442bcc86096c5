package io.campaignpulse.plan.operator;

import io.campaignpulse.event.TimeGrid;
import io.campaignpulse.plan.LearnedShape;
import io.campaignpulse.plan.PlanOptions;
import io.campaignpulse.plan.ProfileBook;
import io.campaignpulse.plan.ProfileFact;
import io.campaignpulse.plan.ProfileFamily;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Learns how the business of a family of measures (key: its name) is spread over the hours of the
 * week and the days of a promotion: live at each full hour, in a replay once at the end.
 */
public final class LearnShapeFunction
    extends KeyedProcessFunction<String, ProfileFact, LearnedShape> {

  /** Name and uid of the operator. */
  public static final String UID = "learn-shape";

  private static final long serialVersionUID = 1L;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final PlanOptions options;
  private transient ZoneId zone;
  private transient ValueState<ProfileBook> books;

  /** Learns as the options say. */
  public LearnShapeFunction(PlanOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    zone = ZoneId.of(options.timeZone());
    books =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(UID + ".book", TypeInformation.of(ProfileBook.class)));
  }

  @Override
  public void processElement(ProfileFact fact, Context context, Collector<LearnedShape> out)
      throws Exception {
    ProfileBook known = books.value();
    ProfileBook book = known == null ? ProfileBook.empty() : known;
    if (fact.planId() == null) {
      book.add(fact.time(), fact.amountMicros(), zone);
    } else if (fact.ended() == null) {
      book.promotionReopened(fact.planId());
    } else {
      book.promotionEnded(fact.planId(), fact.ended());
    }
    books.update(book);
    if (options.isLive()) {
      long reached = Math.max(0, context.timerService().currentWatermark());
      context.timerService().registerEventTimeTimer(new TimeGrid(HOUR).after(reached));
    } else {
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<LearnedShape> out)
      throws Exception {
    ProfileBook book = Objects.requireNonNull(books.value());
    long mark = context.timerService().currentWatermark();
    long now = options.asOf() != null ? options.asOf() : Math.max(timestamp, mark);
    if (options.isLive() && mark == Long.MAX_VALUE) {
      // The end of all input is no hour to learn from.
      return;
    }
    ProfileFamily family = ProfileFamily.valueOf(context.getCurrentKey());
    out.collect(new LearnedShape(family, book.shapeAsOf(now, zone)));
    book.forget(now, zone);
    books.update(book);
  }
}

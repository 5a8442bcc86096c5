package io.campaignpulse.alert.operator;

import io.campaignpulse.alert.lead.LeadClock;
import io.campaignpulse.alert.lead.LeadWait;
import io.campaignpulse.event.LeadEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Follows each lead (key: leadId) and emits to its owner since when it has waited for a first
 * contact, and until when. A lead without events for {@link LeadWait#LONGEST} expires.
 */
public final class FollowLeadsFunction extends KeyedProcessFunction<String, LeadEvent, LeadWait> {

  /** Name and uid of the operator. */
  public static final String UID = "follow-leads";

  private static final long serialVersionUID = 1L;

  private transient ValueState<LeadClock> clock;

  @Override
  public void open(OpenContext context) {
    clock =
        getRuntimeContext().getState(new ValueStateDescriptor<>(UID + ".clock", LeadClock.class));
  }

  @Override
  public void processElement(LeadEvent event, Context context, Collector<LeadWait> out)
      throws Exception {
    long expiresAt = event.eventTime() + LeadWait.LONGEST;
    if (context.timerService().currentWatermark() >= expiresAt) {
      return;
    }
    LeadClock before = clock.value();
    LeadClock after = LeadClock.after(before, event);
    clock.update(after);
    LeadWait was = before == null ? null : before.waiting(event.leadId());
    LeadClock.changes(was, after.waiting(event.leadId())).forEach(out::collect);
    context.timerService().registerEventTimeTimer(expiresAt);
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<LeadWait> out)
      throws Exception {
    LeadClock known = clock.value();
    if (known != null && known.toldAt() + LeadWait.LONGEST <= timer) {
      clock.clear();
    }
  }
}

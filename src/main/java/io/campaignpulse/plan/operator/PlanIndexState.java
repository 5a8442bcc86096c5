package io.campaignpulse.plan.operator;

import io.campaignpulse.plan.Plan;
import io.campaignpulse.plan.PlanChanges;
import io.campaignpulse.plan.PlanIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/** The plans of broadcast state by what they cover, read again when they have changed. */
final class PlanIndexState {
  private @Nullable PlanIndex index;

  /** Broadcast state of plans by id. */
  static MapStateDescriptor<String, Plan> descriptor(String uid) {
    return new MapStateDescriptor<>(uid + ".plans", Types.STRING, TypeInformation.of(Plan.class));
  }

  /** Takes changed plans in; those followed no more go. Returns the changed ones that stand. */
  PlanIndex put(BroadcastState<String, Plan> plans, PlanChanges changes) throws Exception {
    for (Plan plan : changes.plans()) {
      if (plan.standing()) {
        plans.put(plan.planId(), plan);
      } else {
        plans.remove(plan.planId());
      }
    }
    index = null;
    return new PlanIndex(changes.plans());
  }

  /** The plans that stand. */
  PlanIndex of(ReadOnlyBroadcastState<String, Plan> plans) throws Exception {
    if (index == null) {
      List<Plan> all = new ArrayList<>();
      for (Map.Entry<String, Plan> entry : plans.immutableEntries()) {
        all.add(entry.getValue());
      }
      index = new PlanIndex(all);
    }
    return index;
  }
}

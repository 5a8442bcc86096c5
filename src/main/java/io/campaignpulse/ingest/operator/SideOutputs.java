package io.campaignpulse.ingest.operator;

import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Rejection;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** What the operators of ingest say beside their main output. */
public final class SideOutputs {
  /** Records met with an outcome. */
  public static final OutputTag<LedgerChange> LEDGER =
      new OutputTag<>("ledger", TypeInformation.of(LedgerChange.class));

  /** Records that were refused. */
  public static final OutputTag<Rejection> REJECTED =
      new OutputTag<>("rejected", TypeInformation.of(Rejection.class));

  private SideOutputs() {}
}

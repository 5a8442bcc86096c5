package io.campaignpulse.ingest.operator;

import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.LedgerChange;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.Topic;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Deduplicates the rows of a catalogue by their content, keyed by id so that rows and deletions of
 * an id stay in order. After a deletion the same content counts again.
 */
public final class DeduplicateRowsFunction<R extends CatalogueRow>
    extends KeyedProcessFunction<String, R, R> {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final Topic topic;

  /** The versions that counted since the last deletion, by their canonical JSON. */
  private transient MapState<String, Boolean> versions;

  /** Deduplicates rows of a topic; the uid of the operator names its state. */
  public DeduplicateRowsFunction(String uid, Topic topic) {
    this.uid = uid;
    this.topic = topic;
  }

  @Override
  public void open(OpenContext context) {
    versions =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>(uid + ".versions", Types.STRING, Types.BOOLEAN));
  }

  @Override
  public void processElement(R row, Context context, Collector<R> counted) throws Exception {
    if (row.isDeletion()) {
      versions.clear();
    } else if (versions.contains(row.canonicalJson())) {
      context.output(SideOutputs.LEDGER, new LedgerChange(topic, Outcome.DUPLICATE, 1));
      return;
    } else {
      versions.put(row.canonicalJson(), true);
    }
    counted.collect(row);
  }
}

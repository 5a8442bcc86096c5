package io.campaignpulse.alert.operator;

import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.ingest.LatestRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue in an operator's broadcast state, of each id the highest revision, and the value that
 * is made of its rows, made anew only after a row or a deletion has come. Deletions stay in the
 * state, since after a failure the bootstrap snapshot comes again.
 *
 * @param <R> its rows
 * @param <V> the value
 */
final class CatalogueState<R extends CatalogueRow, V> {

  private final Function<Collection<R>, V> valueOf;
  private @Nullable V value;

  CatalogueState(Function<Collection<R>, V> valueOf) {
    this.valueOf = valueOf;
  }

  /** Returns the descriptor of a catalogue's rows, by id. */
  static <R extends CatalogueRow> MapStateDescriptor<String, R> descriptor(
      String name, Class<R> type) {
    return new MapStateDescriptor<>(name, Types.STRING, TypeInformation.of(type));
  }

  /** Upserts rows of a bootstrap snapshot. */
  static <R extends CatalogueRow> void putAll(BroadcastState<String, R> state, List<R> rows)
      throws Exception {
    for (R row : rows) {
      put(state, row);
    }
  }

  /** Upserts a row or a deletion. */
  void accept(BroadcastState<String, R> state, R row) throws Exception {
    put(state, row);
    value = null;
  }

  /** Returns the value of the rows in the state. */
  V value(ReadOnlyBroadcastState<String, R> state) throws Exception {
    V current = value;
    if (current == null) {
      List<R> rows = new ArrayList<>();
      for (Map.Entry<String, R> entry : state.immutableEntries()) {
        if (!entry.getValue().isDeletion()) {
          rows.add(entry.getValue());
        }
      }
      current = valueOf.apply(rows);
      value = current;
    }
    return current;
  }

  private static <R extends CatalogueRow> void put(BroadcastState<String, R> state, R row)
      throws Exception {
    R previous = state.get(row.id());
    state.put(row.id(), previous == null ? row : LatestRows.standing(previous, row));
  }
}

package io.campaignpulse.metric.operator;

import io.campaignpulse.metric.Totals;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes {@link Totals} in their own compact, versioned form. */
public final class TotalsSerializer extends TypeSerializerSingleton<Totals> {

  private static final long serialVersionUID = 1L;

  /** The only one. */
  public static final TotalsSerializer INSTANCE = new TotalsSerializer();

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Totals createInstance() {
    return new Totals();
  }

  @Override
  public Totals copy(Totals from) {
    Totals copy = new Totals();
    copy.add(from);
    copy.setRevision(from.revision());
    return copy;
  }

  @Override
  public Totals copy(Totals from, Totals reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Totals totals, DataOutputView target) throws IOException {
    totals.write(target);
  }

  @Override
  public Totals deserialize(DataInputView source) throws IOException {
    return Totals.read(source);
  }

  @Override
  public Totals deserialize(Totals reuse, DataInputView source) throws IOException {
    return Totals.read(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    Totals.read(source).write(target);
  }

  @Override
  public TypeSerializerSnapshot<Totals> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says that state was written by this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Totals> {
    /** For Flink, which makes it by reflection. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.CompactForm;
import io.campaignpulse.attribution.CreditBook;
import io.campaignpulse.attribution.CreditCase;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.attribution.PersonHistory;
import io.campaignpulse.attribution.VisitorEvent;
import io.campaignpulse.attribution.VisitorHistory;
import io.campaignpulse.event.JourneyChange;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.function.BiConsumerWithException;
import org.apache.flink.util.function.FunctionWithException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a type of attribution in the compact form that the type itself defines, after a number
 * that tells the version of the form. There is one for each such type.
 */
final class CompactSerializer<T> extends TypeSerializer<T> {

  static final CompactSerializer<PersonEvent> PERSON_EVENT =
      new CompactSerializer<>("person-event", PersonEvent::write, PersonEvent::read, null);
  static final CompactSerializer<VisitorEvent> VISITOR_EVENT =
      new CompactSerializer<>("visitor-event", VisitorEvent::write, VisitorEvent::read, null);
  static final CompactSerializer<CreditCase> CREDIT_CASE =
      new CompactSerializer<>("credit-case", CreditCase::write, CreditCase::read, null);
  static final CompactSerializer<JourneyChange> JOURNEY_CHANGE =
      new CompactSerializer<>("journey-change", CompactForm::write, CompactForm::readPaths, null);
  static final CompactSerializer<PersonHistory> PERSON_HISTORY =
      new CompactSerializer<>(
          "person-history", PersonHistory::write, PersonHistory::read, PersonHistory::copy);
  static final CompactSerializer<VisitorHistory> VISITOR_HISTORY =
      new CompactSerializer<>(
          "visitor-history", VisitorHistory::write, VisitorHistory::read, VisitorHistory::copy);
  static final CompactSerializer<CreditBook> CREDIT_BOOK =
      new CompactSerializer<>("credit-book", CreditBook::write, CreditBook::read, CreditBook::copy);

  private static final Map<String, CompactSerializer<?>> ALL =
      List.of(
              PERSON_EVENT,
              VISITOR_EVENT,
              CREDIT_CASE,
              JOURNEY_CHANGE,
              PERSON_HISTORY,
              VISITOR_HISTORY,
              CREDIT_BOOK)
          .stream()
          .collect(Collectors.toUnmodifiableMap(s -> s.type, Function.identity()));
  private static final long serialVersionUID = 1L;
  private static final byte FORMAT = 2;

  private final String type;
  private final transient BiConsumerWithException<T, DataOutput, IOException> write;
  private final transient FunctionWithException<DataInput, T, IOException> read;
  private final transient @Nullable UnaryOperator<T> copy;

  /** The serializer of a type; a type whose instances nobody changes needs no copies. */
  private CompactSerializer(
      String type,
      BiConsumerWithException<T, DataOutput, IOException> write,
      FunctionWithException<DataInput, T, IOException> read,
      @Nullable UnaryOperator<T> copy) {
    this.type = type;
    this.write = write;
    this.read = read;
    this.copy = copy;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    target.writeByte(FORMAT);
    write.accept(value, target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    byte format = source.readByte();
    if (format != FORMAT) {
      throw new IOException("unknown format of " + type + ": " + format);
    }
    return read.apply(source);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public T copy(T from) {
    return copy == null ? from : copy.apply(from);
  }

  @Override
  public T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public boolean isImmutableType() {
    return copy == null;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  /** Nothing is ever read into an instance made before. */
  @Override
  public T createInstance() {
    throw new UnsupportedOperationException("there is no " + type + " of nothing");
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CompactSerializer<?> that && type.equals(that.type);
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new Snapshot<>(type);
  }

  private Object readResolve() {
    return named(type);
  }

  private static CompactSerializer<?> named(String type) {
    CompactSerializer<?> serializer = ALL.get(type);
    if (serializer == null) {
      throw new IllegalArgumentException("no compact form of a " + type);
    }
    return serializer;
  }

  /** Says of which type the state is that was written. */
  public static final class Snapshot<T> implements TypeSerializerSnapshot<T> {

    private static final int VERSION = 1;

    private String type;

    /** For Flink, which makes it by reflection and then reads it. */
    public Snapshot() {
      this("");
    }

    private Snapshot(String type) {
      this.type = type;
    }

    @Override
    public int getCurrentVersion() {
      return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
      out.writeUTF(type);
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader classes)
        throws IOException {
      type = in.readUTF();
    }

    // The name was written by the serializer of this very type.
    @SuppressWarnings("unchecked")
    @Override
    public TypeSerializer<T> restoreSerializer() {
      return (TypeSerializer<T>) named(type);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
        TypeSerializerSnapshot<T> old) {
      return old instanceof Snapshot<T> that && that.type.equals(type)
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.incompatible();
    }
  }
}

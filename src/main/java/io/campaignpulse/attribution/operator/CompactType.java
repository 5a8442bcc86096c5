package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.CreditCase;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.attribution.VisitorEvent;
import io.campaignpulse.event.JourneyChange;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** A type that streams carry in its own compact form; as a key it has no use. */
public final class CompactType<T> extends TypeInformation<T> {

  private static final long serialVersionUID = 1L;

  /** Events of persons. */
  public static final CompactType<PersonEvent> PERSON_EVENT =
      new CompactType<>(PersonEvent.class, CompactSerializer.PERSON_EVENT);

  /** Events of visitors. */
  public static final CompactType<VisitorEvent> VISITOR_EVENT =
      new CompactType<>(VisitorEvent.class, CompactSerializer.VISITOR_EVENT);

  /** Cases to decide. */
  public static final CompactType<CreditCase> CREDIT_CASE =
      new CompactType<>(CreditCase.class, CompactSerializer.CREDIT_CASE);

  /** Paths of persons. */
  public static final CompactType<JourneyChange> JOURNEY_CHANGE =
      new CompactType<>(JourneyChange.class, CompactSerializer.JOURNEY_CHANGE);

  private final Class<T> type;
  private final CompactSerializer<T> serializer;

  private CompactType(Class<T> type, CompactSerializer<T> serializer) {
    this.type = type;
    this.serializer = serializer;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer;
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof CompactType;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CompactType<?> that && type.equals(that.type);
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public String toString() {
    return "CompactType<" + type.getSimpleName() + ">";
  }
}

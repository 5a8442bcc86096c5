package io.campaignpulse.wire;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Value of a column in a record. A reference to a component's accessor, {@code Credit::channel},
 * also names the component that the column is read back into; any other function only writes.
 *
 * @param <R> the record
 * @param <V> the value
 */
@FunctionalInterface
interface Getter<R, V> extends Serializable {

  /** Returns the value; null where there is none. */
  @Nullable V of(R record);

  /** Returns the name of the method that is referred to; a name no method has for a lambda. */
  default String method() {
    try {
      Method replaced = getClass().getDeclaredMethod("writeReplace");
      replaced.setAccessible(true);
      return ((SerializedLambda) replaced.invoke(this)).getImplMethodName();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a getter must be a lambda or a method reference", e);
    }
  }
}

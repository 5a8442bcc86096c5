package io.campaignpulse.identity;

import org.jspecify.annotations.Nullable;

/**
 * The key under which everything of one person comes together: {@code c:<customerId>}, {@code
 * v:<visitorId>}, or {@code n:<conversionId>} for a conversion without any id, which is its own
 * person.
 */
public final class PersonKey {

  private static final String NOBODY = "n:";

  private PersonKey() {}

  /** The person who is this customer. */
  public static String customer(String customerId) {
    return "c:" + customerId;
  }

  /** The person who is known only as this visitor. */
  public static String visitor(String visitorId) {
    return "v:" + visitorId;
  }

  /** The unknown person behind one conversion. */
  public static String nobody(String conversionId) {
    return NOBODY + conversionId;
  }

  /** The personId to publish; null where nobody knows the person. */
  public static @Nullable String personId(String key) {
    return key.startsWith(NOBODY) ? null : key;
  }
}

package io.campaignpulse.attribution;

import io.campaignpulse.attribution.PersonEvent.Change;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looking after a short list of conversions, one version of each for each way of asking. */
final class Conversions {

  private Conversions() {}

  /** Finds a conversion; null if it isn't in. */
  static @Nullable Conversion find(List<Conversion> conversions, String conversionId) {
    for (Conversion conversion : conversions) {
      if (conversion.conversionId().equals(conversionId)) {
        return conversion;
      }
    }
    return null;
  }

  /** Those of which others show nothing, or another person's or lead's. */
  static List<Conversion> notIn(List<Conversion> conversions, List<Conversion> others) {
    return conversions.stream()
        .filter(mine -> others.stream().noneMatch(other -> isSame(mine, other)))
        .toList();
  }

  private static boolean isSame(Conversion a, Conversion b) {
    return a.conversionId().equals(b.conversionId())
        && a.creditGroup().equals(b.creditGroup())
        && a.isAskedLike(b);
  }

  /**
   * Puts a gained conversion in the place of its earlier version, or takes a lost one out. A
   * version that asks for its person otherwise stays beside it: a lead that turns out to be a
   * customer's reaches that customer itself and through its device, and the two ways keep no order.
   */
  static void replace(List<Conversion> conversions, Change change, Conversion conversion) {
    conversions.removeIf(
        known ->
            known.conversionId().equals(conversion.conversionId())
                && known.isAskedLike(conversion));
    if (change == Change.GAINED) {
      conversions.add(conversion);
    }
  }

  /** Takes out those dated before an instant (epoch milliseconds) and gives them back. */
  static List<Conversion> removeBefore(List<Conversion> conversions, long time) {
    List<Conversion> removed = List.of();
    for (Iterator<Conversion> rest = conversions.iterator(); rest.hasNext(); ) {
      Conversion conversion = rest.next();
      if (conversion.time() < time) {
        rest.remove();
        removed = removed.isEmpty() ? new ArrayList<>() : removed;
        removed.add(conversion);
      }
    }
    return removed;
  }

  /** Whether no version of a conversion is in that asks for its person otherwise. */
  static boolean isAskedOneWay(List<Conversion> conversions, Conversion conversion) {
    return conversions.stream()
        .allMatch(
            known ->
                !known.conversionId().equals(conversion.conversionId())
                    || known.isAskedLike(conversion));
  }

  /** One version of each: the one that {@link #find} finds. */
  static List<Conversion> distinct(List<Conversion> conversions) {
    if (conversions.size() < 2) {
      return conversions;
    }
    Map<String, Conversion> byId = new LinkedHashMap<>();
    conversions.forEach(c -> byId.putIfAbsent(c.conversionId(), c));
    return byId.size() == conversions.size() ? conversions : new ArrayList<>(byId.values());
  }

  /** From when on the first of them is settled, epoch milliseconds; at the end of time if never. */
  static long expiresAt(List<Conversion> conversions, AttributionOptions options) {
    long first = Long.MAX_VALUE;
    for (Conversion conversion : conversions) {
      first = Math.min(first, conversion.time() + options.redecisionHorizon());
    }
    return first;
  }
}

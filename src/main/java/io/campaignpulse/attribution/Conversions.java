package io.campaignpulse.attribution;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looking after a short list of conversions, one version of each. */
final class Conversions {

  private Conversions() {}

  /** Takes a conversion out of the list; null if it wasn't in. */
  static @Nullable Conversion remove(List<Conversion> conversions, String conversionId) {
    for (Iterator<Conversion> i = conversions.iterator(); i.hasNext(); ) {
      Conversion conversion = i.next();
      if (conversion.conversionId().equals(conversionId)) {
        i.remove();
        return conversion;
      }
    }
    return null;
  }
}

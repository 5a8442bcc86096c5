package io.campaignpulse.server;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which form of an answer a client prefers (RFC 9110, 12.5.1), between JSON and CSV. */
final class MediaTypes {

  private MediaTypes() {}

  /** True for CSV, false for JSON, the form where both are as good; raises 406 for neither. */
  static boolean prefersCsv(@Nullable String accept) {
    if (accept == null || accept.isBlank()) {
      return false;
    }
    double json = quality(accept, "application/json", "application/*");
    double csv = quality(accept, "text/csv", "text/*");
    if (json <= 0 && csv <= 0) {
      throw new Problem.Raised(
          Problem.notAcceptable("This is served as application/json or text/csv."));
    }
    return csv > json;
  }

  private static double quality(String accept, String type, String range) {
    double best = 0;
    int precision = -1;
    for (String part : accept.toLowerCase(Locale.ROOT).split(",")) {
      String[] pieces = part.split(";");
      String name = pieces[0].trim();
      int exact = name.equals(type) ? 2 : name.equals(range) ? 1 : name.equals("*/*") ? 0 : -1;
      if (exact > precision) {
        precision = exact;
        best = weight(pieces);
      }
    }
    return best;
  }

  private static double weight(String[] pieces) {
    for (String piece : pieces) {
      String parameter = piece.trim();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}

package io.campaignpulse.event;

/** The key of a result: its parts joined by a bar, with percent and bar inside a part escaped. */
public interface ResultKey {

  /** Joins the parts with {@code |}; {@code %} and {@code |} inside a part become %25 and %7C. */
  static String of(String... parts) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        key.append('|');
      }
      append(parts[i], key);
    }
    return key.toString();
  }

  /** Hardly any part has something to escape. */
  private static void append(String part, StringBuilder key) {
    if (part.indexOf('%') < 0 && part.indexOf('|') < 0) {
      key.append(part);
    } else {
      key.append(part.replace("%", "%25").replace("|", "%7C"));
    }
  }
}

package io.campaignpulse.alert.text;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with named placeholders: {@code {name}} stands for a value; {@code [; {name} at risk]}
 * is left out where its value is unknown. Values are inserted as they are and never read as
 * patterns.
 *
 * @param text as the message bundle has it
 */
record MessagePattern(String text) {

  private static final Pattern TOKEN = Pattern.compile("\\[([^\\]]*)]|\\{(\\w+)}");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
  private static final String UNKNOWN = "—";

  /** Returns the sentence with its values. */
  String format(Map<String, String> values) {
    StringBuilder out = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    int copied = 0;
    while (token.find()) {
      out.append(text.substring(copied, token.start()));
      copied = token.end();
      String optional = token.group(1);
      if (optional == null) {
        out.append(values.getOrDefault(token.group(2), UNKNOWN));
      } else if (values.keySet().containsAll(namesIn(optional))) {
        out.append(new MessagePattern(optional).format(values));
      }
    }
    return out.append(text.substring(copied)).toString();
  }

  /** Returns the names it uses. */
  Set<String> names() {
    return namesIn(text);
  }

  /** Returns the names without which it has a gap. */
  Set<String> required() {
    return namesIn(text.replaceAll("\\[[^\\]]*]", ""));
  }

  private static Set<String> namesIn(String pattern) {
    Set<String> names = new LinkedHashSet<>();
    Matcher placeholder = PLACEHOLDER.matcher(pattern);
    while (placeholder.find()) {
      names.add(placeholder.group(1));
    }
    return names;
  }
}

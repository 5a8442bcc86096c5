package io.campaignpulse.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table of the sites whose category is known, by name ({@code google}), by host ({@code
 * bing.com}) and by host with any country ending ({@code google.*}).
 *
 * <p>A host stands for itself and its {@code www.} and {@code m.} forms; social, video and
 * assistant hosts stand for all their subdomains too. Search and shopping hosts don't: much of what
 * lives under them (mail, clouds) is neither.
 */
final class SourceCategories {
  private static final String ANY_COUNTRY = ".*";

  /** An ending like {@code de}, {@code co.uk} or {@code com.br}. */
  private static final Pattern COUNTRY_ENDING = Pattern.compile("([a-z]{2,3}\\.)?[a-z]{2,3}");

  private final Map<String, SourceCategory> exact = new HashMap<>();
  private final Map<String, SourceCategory> anyCountry = new HashMap<>();

  private SourceCategories() {}

  /** The table that ships with the product. */
  static SourceCategories shipped() {
    InputStream table =
        SourceCategories.class.getResourceAsStream("/channel/source-categories.csv");
    if (table == null) {
      throw new IllegalStateException("channel/source-categories.csv is not on the class path");
    }
    try (Reader reader = new InputStreamReader(table, StandardCharsets.UTF_8)) {
      return read(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads lines of {@code source,category} after a header line. */
  static SourceCategories read(Reader csv) {
    SourceCategories table = new SourceCategories();
    new BufferedReader(csv)
        .lines()
        .skip(1)
        .forEach(
            line -> {
              int comma = line.lastIndexOf(',');
              table.add(
                  line.substring(0, comma), SourceCategory.valueOf(line.substring(comma + 1)));
            });
    return table;
  }

  private void add(String source, SourceCategory category) {
    if (source.endsWith(ANY_COUNTRY)) {
      anyCountry.put(source.substring(0, source.length() - ANY_COUNTRY.length()), category);
    } else {
      exact.put(source, category);
    }
  }

  /** The category of a source in lower case; null if it is unknown. */
  @Nullable SourceCategory of(String source) {
    String name = withoutFirstLabel(source, "www.");
    SourceCategory known = known(name);
    if (known == null) {
      known = known(withoutFirstLabel(name, "m."));
    }
    return known == null ? ofParent(name) : known;
  }

  private @Nullable SourceCategory known(String name) {
    SourceCategory known = exact.get(name);
    if (known != null) {
      return known;
    }
    // Country endings have one or two labels, so the last two dots are the places to cut.
    int last = name.lastIndexOf('.');
    for (int dot = last; dot > 0 && dot >= name.lastIndexOf('.', last - 1); ) {
      SourceCategory category = anyCountry.get(name.substring(0, dot));
      if (category != null && COUNTRY_ENDING.matcher(name.substring(dot + 1)).matches()) {
        return category;
      }
      dot = name.lastIndexOf('.', dot - 1);
    }
    return null;
  }

  private @Nullable SourceCategory ofParent(String host) {
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      SourceCategory category = exact.get(host.substring(dot + 1));
      if (category != null) {
        return switch (category) {
          case SOCIAL, VIDEO, AI_ASSISTANT -> category;
          case SEARCH, SHOPPING -> null;
        };
      }
    }
    return null;
  }

  private static String withoutFirstLabel(String host, String label) {
    return host.startsWith(label) ? host.substring(label.length()) : host;
  }
}

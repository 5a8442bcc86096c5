package io.campaignpulse.channel;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table of the sites whose category is known, by name ({@code google}, {@code 微信}), by host
 * ({@code bing.com}), by all hosts below one ({@code *.bing.com}), by host with any country ending
 * ({@code google.*}), each also with the beginning of a path ({@code x.com/i/grok}), and by the id
 * of an Android app ({@code com.sina.weibo}).
 *
 * <p>A host stands for itself and its {@code www.} and {@code m.} forms; social, video and
 * assistant hosts stand for all their subdomains too. Search and shopping hosts don't: much of what
 * lives under them (mail, clouds) is neither.
 */
public final class SourceCategories implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String ANY_COUNTRY = ".*";
  private static final String ANY_SUBDOMAIN = "*.";

  /** An ending like {@code de}, {@code co.uk} or {@code com.br}. */
  private static final Pattern COUNTRY_ENDING = Pattern.compile("([a-z]{2,3}\\.)?[a-z]{2,3}");

  /** A host, whole and by the beginnings of paths that differ from the rest of it. */
  private static final class Site implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Map<String, SourceCategory> byPath = new HashMap<>();
    private @Nullable SourceCategory whole;

    @Nullable SourceCategory category(String path) {
      if (!path.isEmpty()) {
        for (Map.Entry<String, SourceCategory> part : byPath.entrySet()) {
          String start = part.getKey();
          if (path.regionMatches(true, 0, start, 0, start.length())
              && (path.length() == start.length() || path.charAt(start.length()) == '/')) {
            return part.getValue();
          }
        }
      }
      return whole;
    }
  }

  private final Map<String, Site> exact = new HashMap<>();
  private final Map<String, Site> anyCountry = new HashMap<>();
  private final Map<String, Site> anySubdomain = new HashMap<>();

  private SourceCategories(List<ListFile.Row> rows) {
    for (ListFile.Row row : rows) {
      add(row.required("source").toLowerCase(Locale.ROOT), category(row));
    }
  }

  /** The table that ships with the product. */
  public static SourceCategories shipped() {
    return new SourceCategories(ListFile.shipped("sources.csv"));
  }

  /**
   * Reads a list with the columns source and category.
   *
   * @throws IllegalArgumentException if it isn't one
   */
  public static SourceCategories read(Path file) {
    return new SourceCategories(ListFile.read(file));
  }

  private static SourceCategory category(ListFile.Row row) {
    String name = row.required("category");
    try {
      return SourceCategory.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "line " + row.number() + ": expected one of " + List.of(SourceCategory.values()), e);
    }
  }

  private void add(String source, SourceCategory category) {
    int slash = source.indexOf('/');
    Site site = site(slash < 0 ? source : source.substring(0, slash));
    if (slash < 0) {
      site.whole = category;
    } else {
      site.byPath.put(source.substring(slash), category);
    }
  }

  private Site site(String host) {
    if (host.endsWith(ANY_COUNTRY)) {
      return in(anyCountry, host.substring(0, host.length() - ANY_COUNTRY.length()));
    }
    return host.startsWith(ANY_SUBDOMAIN)
        ? in(anySubdomain, host.substring(ANY_SUBDOMAIN.length()))
        : in(exact, host);
  }

  private static Site in(Map<String, Site> sites, String host) {
    return sites.computeIfAbsent(host, h -> new Site());
  }

  /**
   * The category of a source; null if it is unknown.
   *
   * @param source its name or host in lower case
   * @param path the path on the host; empty if there is none
   */
  @Nullable SourceCategory of(String source, String path) {
    String name = withoutFirstLabel(source, "www.");
    SourceCategory category = ofHost(name, path);
    if (category == null) {
      category = ofHost(withoutFirstLabel(name, "m."), path);
    }
    return category == null ? ofParent(name, path) : category;
  }

  private @Nullable SourceCategory ofHost(String name, String path) {
    Site site = exact.get(name);
    SourceCategory category = site == null ? null : site.category(path);
    if (category != null) {
      return category;
    }
    // Country endings have one or two labels, so the last two dots are the places to cut.
    int last = name.lastIndexOf('.');
    for (int dot = last; dot > 0 && dot >= name.lastIndexOf('.', last - 1); ) {
      Site anywhere = anyCountry.get(name.substring(0, dot));
      if (anywhere != null && COUNTRY_ENDING.matcher(name.substring(dot + 1)).matches()) {
        return anywhere.category(path);
      }
      dot = name.lastIndexOf('.', dot - 1);
    }
    return null;
  }

  private @Nullable SourceCategory ofParent(String host, String path) {
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      String parent = host.substring(dot + 1);
      Site below = anySubdomain.get(parent);
      if (below != null) {
        return below.category(path);
      }
      Site site = exact.get(parent);
      SourceCategory category = site == null ? null : site.category(path);
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

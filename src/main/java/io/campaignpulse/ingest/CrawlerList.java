package io.campaignpulse.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ahocorasick.trie.Trie;
import org.jspecify.annotations.Nullable;

/**
 * The public list of crawlers (npm package crawler-user-agents): case-sensitive patterns, any of
 * which found in a user agent marks invalid traffic.
 *
 * <p>Nearly all patterns are plain words; those are looked for all at once by one automaton, and
 * only the few real expressions one after the other. Verdicts are remembered for a bounded number
 * of user agents, since a stream repeats few. Not for use by several threads.
 */
public final class CrawlerList {
  private static final String RESOURCE = "/crawlers/crawler-user-agents.json";

  /** Longer user agents are judged by their beginning, so that none is expensive. */
  private static final int MAX_LENGTH = 2048;

  private static final int REMEMBERED = 1 << 12;

  private final Trie words;
  private final List<Pattern> expressions;
  private final @Nullable String[] recent = new @Nullable String[REMEMBERED];
  private final boolean[] verdicts = new boolean[REMEMBERED];

  private CrawlerList(Trie words, List<Pattern> expressions) {
    this.words = words;
    this.expressions = expressions;
  }

  /**
   * The list that ships with the product.
   *
   * @throws IllegalStateException if the build left it out
   */
  public static CrawlerList shipped() {
    InputStream list = CrawlerList.class.getResourceAsStream(RESOURCE);
    if (list == null) {
      throw new IllegalStateException(
          RESOURCE
              + " is not on the class path: build without -Dskip.web,"
              + " or run npm ci and node copy-crawlers.mjs in src/main/web");
    }
    try (Reader reader = new InputStreamReader(list, StandardCharsets.UTF_8)) {
      return read(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a JSON array of objects that have a {@code pattern}. */
  public static CrawlerList read(Reader json) throws IOException {
    Trie.TrieBuilder words = Trie.builder();
    List<Pattern> expressions = new ArrayList<>();
    for (JsonNode crawler : new JsonMapper().readTree(json)) {
      String pattern = crawler.get("pattern").textValue();
      String word = literal(pattern);
      if (word == null) {
        expressions.add(Pattern.compile(pattern));
      } else {
        words.addKeyword(word);
      }
    }
    return new CrawlerList(words.build(), expressions);
  }

  /** The text a pattern stands for; null if it is a real expression. */
  private static @Nullable String literal(String pattern) {
    StringBuilder text = new StringBuilder(pattern.length());
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
        if (i == pattern.length() || Character.isLetterOrDigit(pattern.charAt(i))) {
          return null;
        }
        text.append(pattern.charAt(i));
      } else if ("^$.|?*+()[]{}".indexOf(c) >= 0) {
        return null;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** Whether a user agent belongs to a known crawler; none is valid. */
  public boolean matches(@Nullable String userAgent) {
    if (userAgent == null) {
      return false;
    }
    int slot = userAgent.hashCode() & (REMEMBERED - 1);
    if (!userAgent.equals(recent[slot])) {
      verdicts[slot] = judge(userAgent);
      recent[slot] = userAgent;
    }
    return verdicts[slot];
  }

  private boolean judge(String userAgent) {
    String text = userAgent.substring(0, Math.min(userAgent.length(), MAX_LENGTH));
    return words.containsMatch(text)
        || expressions.stream().anyMatch(expression -> expression.matcher(text).find());
  }
}

package io.campaignpulse.source.file;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The known names most like those somebody used instead, by edit distance and by the words they are
 * made of.
 */
final class NearestNames {
  private static final int MOST = 5;
  private static final double ALIKE = 0.4;
  private static final double ALL_WORDS = 0.3;

  private NearestNames() {}

  /** A used name and the known one; 0 is the same but for case and signs, 1 nothing in common. */
  private record Pair(String used, String known, double distance) {}

  /** Returns pairs like {@code campaign_id → campaignId}, the most alike first, at most five. */
  static String alike(Collection<String> used, Collection<String> known) {
    return text(pairs(used, known).filter(pair -> pair.distance <= ALIKE).limit(MOST));
  }

  /** The same; if no names are alike, the pair that is the least unlike. */
  static String nearest(Collection<String> used, Collection<String> known) {
    String alike = alike(used, known);
    return alike.isEmpty() ? text(pairs(used, known).limit(1)) : alike;
  }

  private static String text(Stream<Pair> pairs) {
    return pairs.map(pair -> pair.used + " → " + pair.known).collect(Collectors.joining(", "));
  }

  /** Of each known name that wasn't used the nearest that is not known, the nearest first. */
  private static Stream<Pair> pairs(Collection<String> used, Collection<String> known) {
    return known.stream()
        .filter(name -> !used.contains(name))
        .flatMap(
            name ->
                used.stream()
                    .filter(other -> !known.contains(other) && !plain(other).isEmpty())
                    .map(other -> new Pair(other, name, distance(other, name)))
                    .min(Comparator.comparingDouble(Pair::distance))
                    .stream())
        .sorted(Comparator.comparingDouble(Pair::distance));
  }

  private static double distance(String used, String known) {
    String a = plain(used);
    String b = plain(known);
    double relative = (double) edits(a, b) / Math.max(a.length(), b.length());
    Set<String> words = words(used);
    Set<String> others = words(known);
    boolean allWords = words.containsAll(others) || others.containsAll(words);
    return allWords ? Math.min(relative, ALL_WORDS) : relative;
  }

  private static String plain(String name) {
    return String.join("", words(name));
  }

  private static Set<String> words(String name) {
    return Arrays.stream(name.split("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Returns the distance of Levenshtein. */
  private static int edits(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[b.length()];
  }
}

package io.campaignpulse.source.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The known names that are most like those somebody used, by edit distance. */
public final class NearestNames {
  private static final int MOST = 5;
  private static final double ALIKE = 0.4;
  private static final double CONTAINED = 0.3;
  private static final int SHORTEST_CONTAINED = 4;

  private NearestNames() {}

  /** A used name and the known one; 0 is the same but for case and signs, 1 nothing in common. */
  private record Pair(String used, String known, double distance) {}

  /**
   * Returns pairs like {@code campaign_id → campaignId}, the most alike first: those that are
   * alike, at most five, or else the one that is the least unlike; empty where there are no names.
   */
  public static String of(Collection<String> used, Collection<String> known) {
    List<Pair> pairs =
        used.stream()
            .filter(name -> !plain(name).isEmpty() && !known.contains(name))
            .flatMap(
                name ->
                    known.stream()
                        .map(other -> new Pair(name, other, distance(plain(name), plain(other))))
                        .min(Comparator.comparingDouble(Pair::distance))
                        .stream())
            .sorted(Comparator.comparingDouble(Pair::distance))
            .toList();
    long alike = pairs.stream().filter(pair -> pair.distance <= ALIKE).count();
    return pairs.stream()
        .limit(Math.max(1, Math.min(MOST, alike)))
        .map(pair -> pair.used + " → " + pair.known)
        .collect(Collectors.joining(", "));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static double distance(String a, String b) {
    double relative = (double) edits(a, b) / Math.max(a.length(), b.length());
    boolean contained =
        Math.min(a.length(), b.length()) >= SHORTEST_CONTAINED && (a.contains(b) || b.contains(a));
    return contained ? Math.min(relative, CONTAINED) : relative;
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

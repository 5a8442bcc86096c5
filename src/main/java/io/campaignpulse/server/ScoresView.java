package io.campaignpulse.server;

import io.campaignpulse.event.ProjectionScore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How well projections did: the last {@value #MOST_KEPT} graded ones, and what they come to by
 * kind.
 */
final class ScoresView {

  private static final int MOST_KEPT = 20_000;

  private final Map<String, ProjectionScore> graded = new LinkedHashMap<>();

  /**
   * What the graded projections of a kind come to.
   *
   * @param graded how many there are
   * @param withInterval how many of them gave an interval
   * @param covered how many intervals held the truth
   * @param bias mean of (projected − realised) ÷ realised where something was realised; null
   *     without any
   */
  record Calibration(
      String kind, int graded, int withInterval, int covered, @Nullable Double bias) {

    /** Share of the intervals that held the truth; null without any. */
    @Nullable Double coverage() {
      return withInterval == 0 ? null : Double.valueOf((double) covered / withInterval);
    }

    private static Calibration of(String kind, List<ProjectionScore> scores) {
      int withInterval = 0;
      int covered = 0;
      int compared = 0;
      double errors = 0;
      for (ProjectionScore score : scores) {
        Boolean held = score.covered();
        Double realised = score.realised();
        if (held != null) {
          withInterval++;
          covered += held ? 1 : 0;
        }
        if (realised != null && realised != 0) {
          compared++;
          errors += (score.projected() - realised) / realised;
        }
      }
      return new Calibration(
          kind, scores.size(), withInterval, covered, compared == 0 ? null : errors / compared);
    }
  }

  synchronized void accept(ProjectionScore score) {
    ProjectionScore known = graded.get(score.key());
    if (score.realised() == null || (known != null && known.revision() > score.revision())) {
      return;
    }
    graded.remove(score.key());
    graded.put(score.key(), score);
    if (graded.size() > MOST_KEPT) {
      Iterator<String> oldest = graded.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** By kind, in the order of its name. */
  synchronized List<Calibration> calibration() {
    Map<String, List<ProjectionScore>> byKind = new TreeMap<>();
    for (ProjectionScore score : graded.values()) {
      byKind.computeIfAbsent(score.kind(), k -> new ArrayList<>()).add(score);
    }
    return byKind.entrySet().stream().map(e -> Calibration.of(e.getKey(), e.getValue())).toList();
  }
}

package io.campaignpulse.notifier;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must be written down before anything is done about it: of each key its last state, null for
 * one that is to be struck out. For one thread.
 */
final class Changes {

  private final Map<String, @Nullable Standing> standings = new LinkedHashMap<>();
  private final Map<String, @Nullable DisabledTarget> targets = new LinkedHashMap<>();
  private final Map<String, @Nullable DeadLetter> letters = new LinkedHashMap<>();

  void changed(Standing standing) {
    standings.put(standing.key(), standing);
  }

  void forgotten(Standing standing) {
    standings.put(standing.key(), null);
  }

  void disabled(DisabledTarget target) {
    targets.put(target.targetId(), target);
  }

  void enabled(String targetId) {
    targets.put(targetId, null);
  }

  void died(DeadLetter letter) {
    letters.put(letter.key(), letter);
  }

  void replayed(DeadLetter letter) {
    letters.put(letter.key(), null);
  }

  Map<String, @Nullable Standing> standings() {
    return standings;
  }

  Map<String, @Nullable DisabledTarget> targets() {
    return targets;
  }

  Map<String, @Nullable DeadLetter> letters() {
    return letters;
  }

  boolean isEmpty() {
    return standings.isEmpty() && targets.isEmpty() && letters.isEmpty();
  }

  /** They are written down. */
  void clear() {
    standings.clear();
    targets.clear();
    letters.clear();
  }
}

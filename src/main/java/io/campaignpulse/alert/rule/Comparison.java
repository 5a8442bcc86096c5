package io.campaignpulse.alert.rule;

import org.jspecify.annotations.Nullable;

/** How an observed value is compared with the target of a THRESHOLD rule. */
public enum Comparison {
  LESS("<", "below", "低于"),
  AT_MOST("<=", "at or below", "不高于"),
  GREATER(">", "above", "高于"),
  AT_LEAST(">=", "at or above", "不低于");

  private final String symbol;
  private final String english;
  private final String chinese;

  Comparison(String symbol, String english, String chinese) {
    this.symbol = symbol;
    this.english = english;
    this.chinese = chinese;
  }

  /** The comparison a rule writes as {@code op}; null if there is none of that name. */
  public static @Nullable Comparison of(@Nullable String op) {
    for (Comparison comparison : values()) {
      if (comparison.symbol.equals(op)) {
        return comparison;
      }
    }
    return null;
  }

  /** Whether the rule complains about too little rather than too much. */
  public boolean isBelow() {
    return this == LESS || this == AT_MOST;
  }

  /** What an observed value that holds is to the target, as a sentence says it. */
  public String english() {
    return english;
  }

  /** The same in Chinese. */
  public String chinese() {
    return chinese;
  }

  public boolean holds(double observed, double target) {
    return switch (this) {
      case LESS -> observed < target;
      case AT_MOST -> observed <= target;
      case GREATER -> observed > target;
      case AT_LEAST -> observed >= target;
    };
  }
}

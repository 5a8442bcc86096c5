package io.campaignpulse.alert.rule;

import org.jspecify.annotations.Nullable;

/** How an observed value is compared with the target of a THRESHOLD rule. */
public enum Comparison {
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">=");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
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

  public boolean holds(double observed, double target) {
    return switch (this) {
      case LESS -> observed < target;
      case AT_MOST -> observed <= target;
      case GREATER -> observed > target;
      case AT_LEAST -> observed >= target;
    };
  }
}

package io.campaignpulse.budget;

import org.jspecify.annotations.Nullable;

/** The switch that stops all changes at once. */
@FunctionalInterface
public interface KillSwitch {

  /** Returns why no budget may be changed; null while budgets may be changed. */
  @Nullable String reason();
}

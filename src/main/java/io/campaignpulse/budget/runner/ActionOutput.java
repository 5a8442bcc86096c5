package io.campaignpulse.budget.runner;

import io.campaignpulse.event.BudgetAction;
import java.util.Optional;

/** Output for budget actions beside their topic. */
interface ActionOutput extends AutoCloseable {

  /**
   * Delivers an action, perhaps again under the same id.
   *
   * @return why it couldn't; empty if it could
   */
  Optional<String> deliver(BudgetAction action);

  @Override
  default void close() {}
}

package io.campaignpulse.local;

import io.campaignpulse.event.AlertRule;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the rules of an installation are kept. */
interface RuleStore extends AutoCloseable {

  /**
   * The rules that stand, by id, those switched off too.
   *
   * @throws IOException in one line, if they cannot be read
   */
  Map<String, AlertRule> standing() throws IOException;

  /**
   * Publishes the next version of a rule.
   *
   * @param standing what {@link #standing} told of it; null if it told nothing
   * @param by who makes it
   * @return the revision it got
   * @throws IOException in one line, if it was refused or nobody acknowledged it
   */
  long put(AlertRule written, @Nullable AlertRule standing, String by) throws IOException;

  @Override
  void close();
}

package io.campaignpulse.notifier;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest that people have said about each alert. For one thread. */
public final class StandingsBook implements AlertStandings {

  private record Said(boolean acknowledged, @Nullable Long snoozedUntil, long revision) {}

  private final Map<String, Said> byAlert = new HashMap<>();

  /**
   * Takes down what stands from now on, unless something later stands already.
   *
   * @param snoozedUntil epoch milliseconds; null = not put off
   * @param revision a higher one replaces a lower one
   */
  public void stand(
      String alertId, boolean acknowledged, @Nullable Long snoozedUntil, long revision) {
    byAlert.merge(
        alertId,
        new Said(acknowledged, snoozedUntil, revision),
        (old, said) -> said.revision() >= old.revision() ? said : old);
  }

  /** Strikes out whatever was said. */
  public void forget(String alertId) {
    byAlert.remove(alertId);
  }

  @Override
  public boolean acknowledged(String alertId) {
    Said said = byAlert.get(alertId);
    return said != null && said.acknowledged();
  }

  @Override
  public @Nullable Long snoozedUntil(String alertId) {
    Said said = byAlert.get(alertId);
    return said == null ? null : said.snoozedUntil();
  }
}

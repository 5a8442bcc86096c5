package io.campaignpulse.bench;

import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.Tick;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the alerts job is told next: what happened in a minute of a series, or that a minute has
 * passed.
 *
 * @param rows the minute, and the hour it lies in as far as it is known
 * @param credit what came of its clicks; null where nothing did
 * @param tick the minute that has passed; null where something happened
 */
public record SeriesStep(List<CampaignMetrics> rows, @Nullable Credit credit, @Nullable Tick tick) {

  static SeriesStep of(Tick tick) {
    return new SeriesStep(List.of(), null, tick);
  }
}

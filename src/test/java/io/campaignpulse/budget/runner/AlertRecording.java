package io.campaignpulse.budget.runner;

import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.HeartbeatState;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.TargetStanding;
import io.campaignpulse.testing.TestingAlerts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * An hour of alerts about many campaigns, minute by minute: each fires, most are retracted,
 * resolved or paused later, beside outlooks of other campaigns; for some minutes the whole is
 * catching up. The same seed gives the same records.
 */
final class AlertRecording {

  static final int MINUTES = 60;

  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final int CAMPAIGNS = 150;

  /** Outlooks a minute that advise nothing. */
  private static final int OUTLOOKS = 300;

  private static final int CATCHING_UP_FROM = 25;
  private static final int CATCHING_UP_UNTIL = 30;

  /**
   * One campaign.
   *
   * @param fires minute in which its alert fires
   * @param after minutes until it changes
   * @param then what becomes of it
   */
  private record Episode(int campaign, int fires, int after, AlertState then) {}

  private final List<Episode> episodes = new ArrayList<>();

  AlertRecording(long seed) {
    Random random = new Random(seed);
    for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
      AlertState then =
          switch (random.nextInt(4)) {
            case 0 -> AlertState.FIRING;
            case 1 -> AlertState.PAUSED;
            case 2 -> AlertState.RESOLVED;
            default -> AlertState.RETRACTED;
          };
      episodes.add(
          new Episode(campaign, random.nextInt(MINUTES - 5), 1 + random.nextInt(20), then));
    }
  }

  /** The end of a minute, epoch milliseconds. */
  long at(int minute) {
    return instant(minute).toEpochMilli();
  }

  private static Instant instant(int minute) {
    return START.plus(Duration.ofMinutes(minute + 1));
  }

  List<Campaign> campaigns() {
    List<Campaign> campaigns = new ArrayList<>();
    for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
      campaigns.add(
          new Campaign(
              id(campaign),
              id(campaign),
              null,
              List.of("EMAIL"),
              null,
              null,
              "EUR",
              100_000_000L,
              null,
              Map.of(),
              List.of(),
              List.of(),
              1,
              "",
              new Origin(0, 0, null, 0)));
    }
    return campaigns;
  }

  List<Alert> alerts(int minute) {
    List<Alert> alerts = new ArrayList<>();
    for (Episode each : episodes) {
      if (each.fires == minute) {
        alerts.add(alert(each, AlertState.FIRING, minute, 1));
      } else if (each.fires + each.after == minute && each.then != AlertState.FIRING) {
        alerts.add(alert(each, each.then, minute, 2));
      }
    }
    return alerts;
  }

  List<CampaignOutlook> outlooks(int minute) {
    List<CampaignOutlook> outlooks = new ArrayList<>();
    for (int other = 0; other < OUTLOOKS; other++) {
      outlooks.add(
          TestingAlerts.outlook(
              "other-" + (minute * OUTLOOKS + other), "EMAIL", 0.5, TargetStanding.LEARNING, null));
    }
    return outlooks;
  }

  Optional<AlertHeartbeat> heartbeat(int minute) {
    boolean late = minute >= CATCHING_UP_FROM && minute < CATCHING_UP_UNTIL;
    long now = at(minute);
    return Optional.of(
        new AlertHeartbeat(
            AlertHeartbeat.ALL,
            late ? HeartbeatState.CATCHING_UP : HeartbeatState.LIVE,
            late ? now - Duration.ofHours(1).toMillis() : now,
            now,
            now,
            now));
  }

  private static Alert alert(Episode episode, AlertState state, int minute, long revision) {
    return TestingAlerts.costly(
        "episode-" + episode.campaign + ":" + START.getEpochSecond(),
        state,
        id(episode.campaign),
        "EMAIL",
        25,
        instant(minute).minus(Duration.ofMinutes(revision)),
        revision);
  }

  private static String id(int campaign) {
    return "campaign-" + campaign;
  }
}

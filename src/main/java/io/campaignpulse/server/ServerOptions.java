package io.campaignpulse.server;

import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.WindowSize;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server is told by its caller.
 *
 * @param host the interface it listens on; loopback unless somebody means otherwise
 * @param port 0 picks a free one
 * @param allowedHosts further names by which clients may address it (the Host header)
 * @param flinkRest Flink's REST endpoint, whose job states then count in the health; null for none
 * @param reporting what numbers mean where a request doesn't say
 * @param limits what it refuses or forgets
 */
public record ServerOptions(
    String host,
    int port,
    List<String> allowedHosts,
    @Nullable URI flinkRest,
    Reporting reporting,
    Limits limits) {

  /** Loopback, no further names. */
  public static ServerOptions onLoopback(
      int port, @Nullable URI flinkRest, Reporting reporting, Limits limits) {
    return new ServerOptions("127.0.0.1", port, List.of(), flinkRest, reporting, limits);
  }

  /**
   * How numbers are reported.
   *
   * @param currency ISO 4217 code of all money
   * @param zone the zone of local days and hours
   * @param models the attribution models the jobs compute
   * @param model the one shown unless another is asked for
   * @param basis the time basis shown unless another is asked for
   */
  public record Reporting(
      String currency,
      ZoneId zone,
      List<AttributionModel> models,
      AttributionModel model,
      TimeBasis basis) {

    /** The zone by a name that others know too: Java's "Z" is "UTC" to them. */
    String zoneName() {
      return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }
  }

  /**
   * What the server refuses or forgets.
   *
   * @param bodyBytes largest request body
   * @param recordsPerRequest most records in one POST
   * @param rowsPerAnswer most rows in one answer
   * @param streams most open streams
   * @param acknowledgement longest wait for Kafka
   * @param minutes how long rows of minutes are kept
   * @param hours how long rows of hours are kept
   * @param days how long rows of days are kept
   * @param maxFuture how far after its arrival an event may say it happened
   * @param staleAfter age of the data from which its state is DEGRADED
   */
  public record Limits(
      int bodyBytes,
      int recordsPerRequest,
      int rowsPerAnswer,
      int streams,
      Duration acknowledgement,
      Duration minutes,
      Duration hours,
      Duration days,
      Duration maxFuture,
      Duration staleAfter) {

    /** 8 MB, 20,000 records, 50,000 rows, 64 streams, 10 s; 48 h, 35 d, 400 d; 5 min, 5 min. */
    public static Limits defaults() {
      return new Limits(
          8 * 1024 * 1024,
          20_000,
          50_000,
          64,
          Duration.ofSeconds(10),
          Duration.ofDays(2),
          Duration.ofDays(35),
          Duration.ofDays(400),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5));
    }

    /** The same, but what the jobs believe of the future and how long they keep windows. */
    public Limits asTheJobs(Duration maxFuture, Map<WindowSize, Duration> retention) {
      return new Limits(
          bodyBytes,
          recordsPerRequest,
          rowsPerAnswer,
          streams,
          acknowledgement,
          retention.getOrDefault(WindowSize.PT1M, minutes),
          retention.getOrDefault(WindowSize.PT1H, hours),
          retention.getOrDefault(WindowSize.P1D, days),
          maxFuture,
          staleAfter);
    }
  }
}

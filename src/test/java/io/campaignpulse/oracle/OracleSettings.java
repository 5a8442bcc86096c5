package io.campaignpulse.oracle;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * The settings of a replay that change its results, read by their names from the text that the
 * command is given.
 *
 * @param values the settings that aren't left at their defaults
 */
public record OracleSettings(Map<String, String> values) {

  static final List<String> MODELS =
      List.of(
          "FIRST_TOUCH", "LAST_TOUCH", "LAST_NON_DIRECT", "LINEAR", "POSITION_BASED", "TIME_DECAY");

  private String value(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  ZoneId zone() {
    return ZoneId.of(value("reporting.timeZone", "UTC"));
  }

  String currency() {
    return value("reporting.currency", "USD");
  }

  Instant asOf() {
    return Instant.parse(value("asOf", ""));
  }

  Instant latestEventTime() {
    return asOf().plus(Duration.parse(value("ingest.maxFuture", "PT5M")));
  }

  List<String> models() {
    String models = value("attribution.models", "");
    return models.isEmpty() ? MODELS : List.of(models.split(","));
  }

  boolean isTouch(String type) {
    return List.of(value("attribution.touches", "CLICK").split(",")).contains(type);
  }

  Duration lookback(String type) {
    return switch (type) {
      case "CLICK" -> Duration.parse(value("attribution.lookback.click", "P30D"));
      case "IMPRESSION" -> Duration.parse(value("attribution.lookback.impression", "P1D"));
      default -> Duration.parse(value("attribution.lookback.visit", "P30D"));
    };
  }

  boolean collapses() {
    return value("attribution.collapse", "NONE").equals("CONSECUTIVE");
  }

  Duration halfLife() {
    return Duration.parse(value("attribution.halfLife", "P7D"));
  }

  List<String> windows() {
    return List.of(value("windows", "PT1M,PT1H,P1D,LIFE").split(","));
  }

  /** The model by which plans are measured. */
  String planModel() {
    return value("reporting.model", "LAST_TOUCH");
  }

  /** The time basis by which plans are measured. */
  String planBasis() {
    return value("reporting.basis", "CONVERSION_TIME");
  }

  boolean countsReports(String measure) {
    return value("delivery." + measure, "EVENTS").equals("REPORTS");
  }
}

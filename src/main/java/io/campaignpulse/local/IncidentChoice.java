package io.campaignpulse.local;

import io.campaignpulse.simulation.Incident;
import io.campaignpulse.simulation.PlannedIncidents;
import java.util.ArrayList;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What somebody chose to befall the market, before it is known when that is. */
record IncidentChoice(String text) {

  /** Something to see within minutes, and a campaign that only looks bad. */
  static final String USUAL =
      "DEMAND_DROP,TRACKING_OUTAGE,STOCK_OUT,PROMOTION_BEHIND,YOUNG_CAMPAIGN";

  static final IncidentChoice NONE = new IncidentChoice("none");

  /** The incidents of a market whose present is then, epoch milliseconds. */
  PlannedIncidents at(long present) {
    return PlannedIncidents.chosen(text, present);
  }

  /** Reads it from a command line. */
  static final class Converter implements ITypeConverter<IncidentChoice> {
    @Override
    public IncidentChoice convert(String text) {
      IncidentChoice choice = new IncidentChoice(text);
      try {
        choice.at(0);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
      return choice;
    }
  }

  /** What it may name. */
  static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Names() {
      super(Arrays.stream(Incident.values()).map(Incident::name).toList());
    }
  }
}

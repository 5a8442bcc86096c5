package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.attribution.PersonRouter;
import io.campaignpulse.event.ClassifiedInteraction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Reads from interactions what attribution needs of them: touches of known customers, and beside
 * them touches of visitors and statements on who a visitor is. What is neither stops here.
 */
public final class ReadTouchFunction extends ProcessFunction<ClassifiedInteraction, PersonEvent> {

  private static final long serialVersionUID = 1L;

  private final AttributionOptions options;

  /** Reads touches of the configured types. */
  public ReadTouchFunction(AttributionOptions options) {
    this.options = options;
  }

  @Override
  public void processElement(
      ClassifiedInteraction interaction, Context context, Collector<PersonEvent> out) {
    PersonRouter.send(
        interaction,
        options,
        out::collect,
        asked -> context.output(AttributionTags.VISITOR_EVENTS, asked));
  }
}

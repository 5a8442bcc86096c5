package io.campaignpulse.attribution.operator;

import io.campaignpulse.attribution.AttributionOptions;
import io.campaignpulse.attribution.PersonEvent;
import io.campaignpulse.attribution.PersonEvent.Change;
import io.campaignpulse.attribution.Touch;
import io.campaignpulse.attribution.VisitorEvent;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.identity.PersonKey;
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
    String customer = interaction.customerId();
    String visitor = interaction.visitorId();
    VisitorEvent link = VisitorEvent.link(visitor, customer, interaction.eventTime());
    if (link != null && !interaction.invalidTraffic()) {
      context.output(AttributionTags.VISITOR_EVENTS, link);
    }
    Touch touch = options.touchOf(interaction);
    if (touch == null) {
      return;
    }
    if (customer != null) {
      out.collect(PersonEvent.of(PersonKey.customer(customer), Change.GAINED, touch));
    } else if (visitor != null) {
      context.output(AttributionTags.VISITOR_EVENTS, VisitorEvent.of(visitor, touch));
    }
  }
}

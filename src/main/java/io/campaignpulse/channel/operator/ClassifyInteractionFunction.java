package io.campaignpulse.channel.operator;

import io.campaignpulse.channel.ChannelOptions;
import io.campaignpulse.channel.InteractionClassifier;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.Interaction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Classifies interactions, and parts those whose campaign is still to be looked up from those that
 * are done.
 */
// Flink calls open before anything else, which the null checker doesn't know.
@SuppressWarnings("NullAway.Init")
public final class ClassifyInteractionFunction
    extends ProcessFunction<Interaction, ClassifiedInteraction> {
  private static final long serialVersionUID = 1L;

  /** Interactions whose campaign was read from a text that may match one of the catalogue. */
  public static final OutputTag<ClassifiedInteraction> UNDECLARED =
      new OutputTag<>("undeclared-campaigns", TypeInformation.of(ClassifiedInteraction.class));

  private final ChannelOptions options;
  private transient InteractionClassifier classifier;

  /** Classifies by these lists. */
  public ClassifyInteractionFunction(ChannelOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    classifier = new InteractionClassifier(options);
  }

  @Override
  public void processElement(
      Interaction interaction, Context context, Collector<ClassifiedInteraction> declared) {
    ClassifiedInteraction classified = classifier.classify(interaction);
    if (classified.campaignDeclared()) {
      declared.collect(classified);
    } else {
      context.output(UNDECLARED, classified);
    }
  }
}

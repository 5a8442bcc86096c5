package io.campaignpulse.channel.operator;

import io.campaignpulse.channel.InteractionClassifier;
import io.campaignpulse.event.ClassifiedInteraction;
import io.campaignpulse.event.Interaction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Classifies interactions with the lists that ship with the product. */
public final class ClassifyInteractionFunction
    extends RichMapFunction<Interaction, ClassifiedInteraction> {
  private static final long serialVersionUID = 1L;

  private transient InteractionClassifier classifier;

  @Override
  public void open(OpenContext context) {
    classifier = InteractionClassifier.shipped();
  }

  @Override
  public ClassifiedInteraction map(Interaction interaction) {
    return classifier.classify(interaction);
  }
}

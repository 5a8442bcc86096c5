package io.campaignpulse.budget.runner;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.notifier.SignedWebhook;
import io.campaignpulse.wire.ResultForm;
import io.campaignpulse.wire.Results;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Webhook for actions: signed CloudEvents whose id is the actionId. */
final class ActionWebhook implements ActionOutput {

  private final ResultForm<BudgetAction> form = Results.BUDGET_ACTIONS.form();
  private final SignedWebhook webhook;

  ActionWebhook(SignedWebhook webhook) {
    this.webhook = webhook;
  }

  @Override
  public Optional<String> deliver(BudgetAction action) {
    return webhook.post(action.actionId(), event(action));
  }

  private byte[] event(BudgetAction action) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    try (JsonGenerator out = ResultForm.JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("specversion", "1.0");
      out.writeStringField("id", action.actionId());
      out.writeStringField("source", webhook.source());
      out.writeStringField(
          "type", "io.campaignpulse.budget." + action.step().name().toLowerCase(Locale.ROOT));
      out.writeStringField("subject", action.campaignId());
      out.writeStringField("time", Instant.ofEpochMilli(action.at()).toString());
      out.writeStringField("datacontenttype", "application/json");
      out.writeFieldName("data");
      form.write(action, out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an action that cannot be written", e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    webhook.close();
  }
}

package io.campaignpulse.sink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campaignpulse.event.BudgetAction;
import java.io.IOException;

/** A budget action, with {@code key} = {@code actionId}. */
public final class BudgetActionForm implements ResultForm<BudgetAction> {
  private static final long serialVersionUID = 1L;

  @Override
  public void write(BudgetAction action, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("key", action.actionId());
    out.writeStringField("actionId", action.actionId());
    out.writeStringField("step", action.step().name());
    out.writeStringField("alertId", action.episode());
    out.writeStringField("campaignId", action.campaignId());
    out.writeStringField("channel", action.channel());
    out.writeStringField("currency", action.currency());
    Parts.money(out, "from", action.fromMicros());
    Parts.money(out, "to", action.toMicros());
    Parts.money(out, "base", action.baseMicros());
    out.writeStringField("undoOf", action.undoOf());
    out.writeStringField("changedBy", action.changedBy());
    out.writeStringField("advice", action.advice().name());
    Parts.symbol(out, "evidenceGrade", action.evidenceGrade());
    out.writeStringField("ruleId", action.ruleId());
    out.writeStringField("ruleVersion", action.ruleVersion());
    out.writeNumberField("targetVersion", action.targetVersion());
    Parts.money(out, "moneyAtRisk", action.moneyAtRiskMicros());
    Parts.time(out, "at", action.at());
    out.writeBooleanField("dryRun", action.dryRun());
    out.writeEndObject();
  }
}

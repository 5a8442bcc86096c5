package io.campaignpulse.notifier;

import io.campaignpulse.alert.guardrail.GuardrailDecision;

/** A decision of the guardrail as a sentence for people. */
final class GuardrailText {

  private GuardrailText() {}

  static String english(GuardrailDecision decision) {
    return switch (decision) {
      case ALLOWED -> "Budgets may be changed because of it.";
      case NO_HEARTBEAT -> "Change no budget: rules haven't been evaluated for 3 minutes.";
      case CATCHING_UP -> "Change no budget: evaluation is behind and catching up.";
      case PAUSED -> "Change no budget: a source of events is silent.";
      case LEARNING -> "Change no budget: the evidence doesn't suffice yet.";
      case EXPIRED -> "Change no budget because of it any more.";
      case UNDO -> "Undo what was changed because of it.";
    };
  }

  static String chinese(GuardrailDecision decision) {
    return switch (decision) {
      case ALLOWED -> "可据此调整预算。";
      case NO_HEARTBEAT -> "请勿调整预算：规则已有 3 分钟未评估。";
      case CATCHING_UP -> "请勿调整预算：评估滞后，正在追赶。";
      case PAUSED -> "请勿调整预算：某个数据源没有数据。";
      case LEARNING -> "请勿调整预算：证据尚不充分。";
      case EXPIRED -> "请勿再据此调整预算。";
      case UNDO -> "请撤销据此所做的调整。";
    };
  }
}

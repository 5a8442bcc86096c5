package io.campaignpulse.alert.lifecycle;

import io.campaignpulse.alert.finding.AlertReason;
import io.campaignpulse.alert.text.VisibleName;
import io.campaignpulse.event.AlertState;
import org.jspecify.annotations.Nullable;

/** How a sentence on a finding begins in each state of its alert. */
public record StateWords(AlertState state, @Nullable AlertReason reason, String ruleId) {

  public String english(String finding) {
    if (reason == AlertReason.RULE_CHANGED) {
      return "Closed because rule \"%s\" was changed or switched off."
          .formatted(VisibleName.of(ruleId));
    }
    String opening =
        switch (state) {
          case RETRACTED -> "Withdrawn, %s: ".formatted(whyEnglish());
          case PAUSED -> pauseEnglish();
          case RESOLVED ->
              reason == AlertReason.ENDED
                  ? "Expired with the end of what it is about: "
                  : reason == AlertReason.INHIBITED ? "Explained by another alert: " : "";
          default -> "";
        };
    return opening + finding;
  }

  public String chinese(String finding) {
    if (reason == AlertReason.RULE_CHANGED) {
      return "规则“%s”已更改或停用，告警已关闭。".formatted(VisibleName.of(ruleId));
    }
    String opening =
        switch (state) {
          case RETRACTED -> "告警撤回（%s）：".formatted(whyChinese());
          case PAUSED -> "告警暂停：";
          case RESOLVED ->
              reason == AlertReason.ENDED
                  ? "对象已结束，告警到期："
                  : reason == AlertReason.INHIBITED ? "已由另一告警解释：" : "";
          default -> "";
        };
    return opening + finding;
  }

  private String pauseEnglish() {
    return "Paused (%s): ".formatted(reason);
  }

  private String whyEnglish() {
    if (reason == null) {
      return "the verdict was wrong";
    }
    return switch (reason) {
      case LATE_CONVERSIONS -> "conversions came late";
      case CREDIT_MOVED -> "credit was given anew";
      case COST_RESTATED -> "cost was restated";
      case RETURNS_RESTATED -> "returns were counted anew";
      default -> "the verdict was wrong";
    };
  }

  private String whyChinese() {
    if (reason == null) {
      return "判断有误";
    }
    return switch (reason) {
      case LATE_CONVERSIONS -> "转化延迟到达";
      case CREDIT_MOVED -> "归因已重新分配";
      case COST_RESTATED -> "花费已更正";
      case RETURNS_RESTATED -> "退货已更正";
      default -> "判断有误";
    };
  }
}

package io.campaignpulse.notifier;

import io.campaignpulse.alert.guardrail.GuardrailDecision;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.Severity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a template may say of a notice, by name, for people to read. Names of campaigns and whatever
 * else came from outside is stripped of what cannot be seen, cut, and put into the chat's own
 * quoting, so that it can neither call people nor look like something else.
 */
final class ChatValues {

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");
  private static final int LONGEST = 420;
  private static final MathContext SHOWN = new MathContext(4);

  private final Map<String, String> values = new LinkedHashMap<>();

  /** What a template may name. */
  static final Set<String> NAMES =
      new TreeSet<>(of(null, GuardrailDecision.ALLOWED, UnaryOperator.identity()).keySet());

  private ChatValues() {}

  /**
   * The values of a notice; of none, their names.
   *
   * @param guardrail whether money may be changed because of it
   * @param quote makes a text harmless in the chat
   */
  static Map<String, String> of(
      @Nullable Notice notice, GuardrailDecision guardrail, UnaryOperator<String> quote) {
    ChatValues values = new ChatValues();
    values.fill(notice, notice == null ? null : notice.alert());
    values.put("guardrail", guardrail.name());
    values.put("guardrailText", GuardrailText.english(guardrail));
    values.put("guardrailTextZh", GuardrailText.chinese(guardrail));
    values.values.replaceAll((name, value) -> quote.apply(plain(value)));
    return values.values;
  }

  private void fill(@Nullable Notice notice, @Nullable Alert alert) {
    Transition transition = notice == null ? Transition.FIRING : notice.transition();
    Severity severity = notice == null ? Severity.INFO : notice.severity();
    put("transition", transition.name());
    put(
        "transitionZh",
        switch (transition) {
          case FIRING -> "告警";
          case RESOLVED -> "恢复";
          case RETRACTED -> "撤回";
        });
    put("severity", severity.name());
    put(
        "severityZh",
        switch (severity) {
          case INFO -> "提示";
          case WARNING -> "警告";
          case CRITICAL -> "严重";
        });
    put("color", transition.isEnd() ? "green" : severity == Severity.CRITICAL ? "red" : "orange");
    put("noticeId", notice == null ? null : notice.id());
    put("alertId", alert == null ? null : alert.alertId());
    put("ruleId", alert == null ? null : alert.ruleId());
    put("kind", alert == null ? null : alert.kind());
    put("cause", alert == null ? null : alert.cause());
    put("reason", alert == null ? null : alert.reason());
    put("campaign", alert == null ? null : alert.campaignId());
    put("channel", alert == null ? null : alert.channel());
    put("promotion", alert == null ? null : alert.promotionId());
    put("plan", alert == null ? null : alert.planId());
    put("subject", alert == null ? null : alert.subject());
    put("metric", alert == null ? null : alert.metric());
    put("observed", alert == null ? null : number(alert.observed()));
    put("expected", alert == null ? null : number(alert.expected()));
    put("target", alert == null ? null : number(alert.target()));
    put("ratio", alert == null ? null : number(alert.ratio()));
    Long money = alert == null ? null : alert.moneyAtRiskMicros();
    put(
        "moneyAtRisk",
        money == null
            ? null
            : BigDecimal.valueOf(money, 6)
                .setScale(2, java.math.RoundingMode.HALF_UP)
                .toPlainString());
    put("startsAt", alert == null ? null : Instant.ofEpochMilli(alert.startsAt()).toString());
    put("updatedAt", alert == null ? null : Instant.ofEpochMilli(alert.updatedAt()).toString());
    put("headline", alert == null ? null : alert.headline());
    put("headlineZh", alert == null ? null : alert.headlineZh());
    put("summary", alert == null ? null : alert.summary());
    put("summaryZh", alert == null ? null : alert.summaryZh());
    put("action", alert == null ? null : alert.recommendedAction());
    put("actionZh", alert == null ? null : alert.recommendedActionZh());
  }

  private void put(String name, @Nullable Object value) {
    values.put(name, value == null ? "" : value.toString());
  }

  private static @Nullable String number(@Nullable Double value) {
    return value == null || value.isNaN() || value.isInfinite()
        ? null
        : new BigDecimal(value).round(SHOWN).stripTrailingZeros().toPlainString();
  }

  private static String plain(String value) {
    String seen = INVISIBLE.matcher(value).replaceAll(" ");
    return seen.codePointCount(0, seen.length()) <= LONGEST
        ? seen
        : seen.substring(0, seen.offsetByCodePoints(0, LONGEST)) + "…";
  }
}

package io.campaignpulse.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.campaignpulse.alert.guardrail.GuardrailDecision;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.HeartbeatState;
import io.campaignpulse.event.Severity;
import io.campaignpulse.testing.TestingResults;
import io.campaignpulse.testing.TestingWireValues;
import io.campaignpulse.wire.Results;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What targets are sent, read by libraries that are not ours where there is one. */
class MessagesTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OLD_SECRET = "whsec_" + "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOSTILE =
      "\"}],\"x\":\"<!channel> <at user_id=\\\"all\\\"> {{summaryZh}} </script>\n@all \u202E\u0000🙂 *_`";

  @TempDir Path folder;

  // --- Webhooks ---

  @Test
  void aStandardWebhooksLibraryVerifiesTheSignature() throws Exception {
    Message message = webhook(List.of(Secret.ofWebhook(SECRET)), Instant.now());
    new Webhook(SECRET).verify(text(message), headers(message));
    assertThatThrownBy(() -> new Webhook(SECRET).verify(text(message) + " ", headers(message)))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(() -> new Webhook(OLD_SECRET).verify(text(message), headers(message)))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void duringARotationBothSecretsVerify() throws Exception {
    Message message =
        webhook(List.of(Secret.ofWebhook(SECRET), Secret.ofWebhook(OLD_SECRET)), Instant.now());
    new Webhook(SECRET).verify(text(message), headers(message));
    new Webhook(OLD_SECRET).verify(text(message), headers(message));
  }

  @Test
  void anAttemptThatIsToldAgainHasTheSameIdAndBodyAndANewSignature() {
    Message first =
        webhook(List.of(Secret.ofWebhook(SECRET)), Instant.parse("2026-03-10T08:00:00Z"));
    Message second =
        webhook(List.of(Secret.ofWebhook(SECRET)), Instant.parse("2026-03-10T08:00:05Z"));
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers()).containsEntry("webhook-id", "a1b2:1772445600000-firing");
    assertThat(first.headers()).containsEntry("webhook-id", "a1b2:1772445600000-firing");
    assertThat(second.headers().get("webhook-signature"))
        .isNotEqualTo(first.headers().get("webhook-signature"));
  }

  @Test
  void aCloudEventsLibraryReadsTheBody() throws Exception {
    Alert alert = TestingWireValues.alert();
    Message message = webhook(List.of(Secret.ofWebhook(SECRET)), Instant.now());
    CloudEvent event = new JsonFormat().deserialize(message.body());
    assertThat(event.getId()).isEqualTo(alert.alertId() + "-firing");
    assertThat(event.getType()).isEqualTo("io.campaignpulse.alert.firing");
    assertThat(event.getSource()).isEqualTo(URI.create("urn:campaign-pulse"));
    assertThat(event.getSubject()).isEqualTo(alert.alertId());
    assertThat(Objects.requireNonNull(event.getTime()).toInstant().toEpochMilli())
        .isEqualTo(alert.updatedAt());
    assertThat(JSON.readTree(Objects.requireNonNull(event.getData()).toBytes()))
        .isEqualTo(JSON.readTree(Results.ALERTS.form().line(alert)));
  }

  @ParameterizedTest
  @CsvSource({
    "FIRING, LIVE, ALLOWED",
    "FIRING, CATCHING_UP, CATCHING_UP",
    "FIRING, PAUSED, PAUSED",
    "FIRING, , NO_HEARTBEAT",
    "RESOLVED, LIVE, EXPIRED",
    "RETRACTED, , UNDO",
  })
  void everyMessageSaysWhetherMoneyMayBeChanged(
      AlertState state, @Nullable HeartbeatState evaluation, GuardrailDecision expected)
      throws Exception {
    Instant now = Instant.parse("2026-03-10T10:00:00Z");
    long at = now.toEpochMilli();
    AlertHeartbeat heartbeat =
        evaluation == null
            ? null
            : new AlertHeartbeat(AlertHeartbeat.ALL, evaluation, at, at, at, at);
    Alert alert = TestingResults.alert("a1", state, Severity.CRITICAL, "c", now, 1);
    Notice notice = new Notice("t", alert, Transition.FIRING, 1, Severity.CRITICAL, null);
    Attempt webhook =
        new Attempt(
            target(TargetType.WEBHOOK, List.of(Secret.ofWebhook(SECRET))),
            List.of(notice),
            List.of(),
            heartbeat);
    CloudEvent event =
        new JsonFormat().deserialize(new WebhookForm("s").message(webhook, now).body());
    assertThat(event.getExtension("guardrail")).isEqualTo(expected.name());

    Attempt manager =
        new Attempt(
            target(TargetType.ALERTMANAGER, List.of()), List.of(notice), List.of(), heartbeat);
    assertThat(
            JSON.readTree(new AlertmanagerForm().message(manager, now).body())
                .at("/0/annotations/guardrail")
                .asText())
        .isEqualTo(expected.name());

    Attempt chat =
        new Attempt(target(TargetType.SLACK, List.of()), List.of(notice), List.of(), heartbeat);
    assertThat(JSON.readTree(form(TargetType.SLACK).message(chat, now).body()).get("text").asText())
        .endsWith(GuardrailText.english(expected).replace(">", "&gt;"));
  }

  // --- Chats ---

  @ParameterizedTest
  @EnumSource(
      value = TargetType.class,
      names = {"SLACK", "FEISHU", "DINGTALK", "WECOM"})
  void aHostileNameStaysAText(TargetType type) throws Exception {
    JsonNode calm = chat(type, "Spring", null);
    JsonNode hostile = chat(type, HOSTILE, null);
    assertThat(names(hostile)).isEqualTo(names(calm));
    String all = hostile.toString();
    assertThat(all).doesNotContain("\\u0000").doesNotContain("\u202E").contains("🙂");
    // A gap inside a value isn't filled.
    assertThat(all).contains("{{summaryZh}}");
  }

  @Test
  void slackIsGivenNoMentionsByNames() throws Exception {
    String text = chat(TargetType.SLACK, HOSTILE, null).get("text").asText();
    assertThat(text)
        .startsWith("[CRITICAL] FIRING ")
        .contains("&lt;!channel&gt;")
        .doesNotContain("<")
        .doesNotContain(">");
  }

  @Test
  void feishuSignsTheTimeWithNothing() throws Exception {
    JsonNode message = chat(TargetType.FEISHU, "Spring", "s3cret");
    long timestamp = message.get("timestamp").asLong();
    assertThat(message.get("sign").asText()).isEqualTo(hmac(timestamp + "\ns3cret", ""));
    assertThat(message.at("/card/header/title/content").asText()).isEqualTo("[严重] 告警 Spring");
    assertThat(message.at("/card/elements/0/text/tag").asText()).isEqualTo("plain_text");
  }

  @Test
  void dingTalkIsSignedInItsUrl() throws Exception {
    Instant now = Instant.parse("2026-03-10T08:00:00Z");
    Message message = message(TargetType.DINGTALK, "Spring", "s3cret", now);
    String sign = hmac("s3cret", now.toEpochMilli() + "\ns3cret");
    assertThat(message.url().path())
        .isEqualTo(
            "/robot/send?access_token=t&timestamp="
                + now.toEpochMilli()
                + "&sign="
                + URLEncoder.encode(sign, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SLACK|ok|true",
        "FEISHU|{\"code\":0}|true",
        "FEISHU|{\"StatusCode\":0}|true",
        "FEISHU|{\"code\":19021,\"msg\":\"sign match fail\"}|false",
        "DINGTALK|{\"errcode\":0}|true",
        "DINGTALK|{\"errcode\":310000}|false",
        "WECOM|{\"errcode\":45009}|false",
        "WECOM|{}|false",
        "WECOM|oops|false"
      })
  void aChatThatAnswers200MayStillHaveRefused(TargetType type, String body, boolean delivered) {
    Outcome outcome =
        form(type).judge(new Reply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    assertThat(outcome instanceof Outcome.Delivered).isEqualTo(delivered);
  }

  @Test
  void aTemplateOfOnesOwnReplacesOurs() throws Exception {
    Files.writeString(
        folder.resolve("slack.json"), "{\"text\":\"{{campaign}} {{moneyAtRisk}}\",\"n\":[1]}");
    ChatTemplate template = Objects.requireNonNull(ChatTemplate.all(folder).get(TargetType.SLACK));
    Notice notice =
        new Notice("t", TestingWireValues.alert(), Transition.FIRING, 1, Severity.WARNING, null);
    assertThat(
            template
                .fill(ChatValues.of(notice, GuardrailDecision.ALLOWED, value -> value))
                .toString())
        .isEqualTo("{\"text\":\"camp 9.00\",\"n\":[1]}");
    Files.writeString(folder.resolve("slack.json"), "{\"text\":\"{{password}}\"}");
    assertThatThrownBy(() -> ChatTemplate.all(folder))
        .hasMessageContaining("slack.json: nothing is known for {{password}}");
  }

  // --- Alertmanager ---

  @Test
  void severityThatRisesEndsTheAlertOfTheLowerOne() throws Exception {
    Instant now = Instant.parse("2026-03-10T10:00:00Z");
    Alert alert =
        TestingResults.alert(
            "a1",
            AlertState.FIRING,
            Severity.CRITICAL,
            "c",
            Instant.parse("2026-03-10T09:00:00Z"),
            2);
    Notice notice =
        new Notice("am", alert, Transition.FIRING, 2, Severity.CRITICAL, Severity.WARNING);
    JsonNode body =
        JSON.readTree(
            new AlertmanagerForm()
                .message(
                    new Attempt(
                        target(TargetType.ALERTMANAGER, List.of()),
                        List.of(notice),
                        List.of(),
                        null),
                    now)
                .body());
    assertThat(body).hasSize(2);
    assertThat(body.at("/0/labels/severity").asText()).isEqualTo("warning");
    assertThat(body.at("/0/endsAt").asText()).isEqualTo("2026-03-10T10:00:00Z");
    assertThat(body.at("/1/labels/severity").asText()).isEqualTo("critical");
    assertThat(body.at("/1/endsAt").asText()).isEqualTo("2026-03-10T10:04:00Z");
    assertThat(body.at("/1/labels/promotion").isMissingNode()).isTrue();
  }

  // --- Steps ---

  private static Message webhook(List<Secret> secrets, Instant now) {
    Notice notice =
        new Notice("t", TestingWireValues.alert(), Transition.FIRING, 1, Severity.WARNING, null);
    return new WebhookForm("urn:campaign-pulse")
        .message(
            new Attempt(target(TargetType.WEBHOOK, secrets), List.of(notice), List.of(), null),
            now);
  }

  private static JsonNode chat(TargetType type, String campaign, @Nullable String secret)
      throws IOException {
    return JSON.readTree(message(type, campaign, secret, Instant.now()).body());
  }

  private static Message message(
      TargetType type, String campaign, @Nullable String secret, Instant now) {
    Alert alert =
        TestingResults.alert(
            "a1", AlertState.FIRING, Severity.CRITICAL, campaign, Instant.EPOCH, 1);
    Alert named =
        new Alert(
            alert.alertId(),
            alert.ruleId(),
            alert.kind(),
            alert.severity(),
            alert.state(),
            null,
            null,
            campaign,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            1,
            1,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            campaign,
            campaign,
            0,
            0,
            null,
            campaign,
            campaign,
            campaign,
            campaign,
            null,
            null,
            0,
            1);
    Notice notice = new Notice("t", named, Transition.FIRING, 1, Severity.CRITICAL, null);
    List<Secret> secrets = secret == null ? List.of() : List.of(Secret.ofText(secret));
    return form(type)
        .message(new Attempt(target(type, secrets), List.of(notice), List.of(), null), now);
  }

  private static TargetForm form(TargetType type) {
    return new ChatForm(type, Objects.requireNonNull(ChatTemplate.all(null).get(type)));
  }

  private static Target target(TargetType type, List<Secret> secrets) {
    return new Target(
        "t",
        type,
        new TargetUrl(true, "example.com", 443, "/robot/send?access_token=t", false),
        secrets,
        TargetFilter.EVERYTHING,
        false);
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new java.util.ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    node.forEach(child -> names.addAll(names(child)));
    return names;
  }

  private static String text(Message message) {
    return new String(message.body(), StandardCharsets.UTF_8);
  }

  private static Map<String, List<String>> headers(Message message) {
    Map<String, List<String>> headers = new HashMap<>();
    message.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    return headers;
  }

  private static String hmac(String key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return java.util.Base64.getEncoder()
        .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }
}

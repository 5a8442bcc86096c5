package io.campaignpulse.notifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * A message in a chat. Slack answers by status; the others answer 200 with a code in the body,
 * which is 0 if they took the message.
 */
final class ChatForm implements TargetForm {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final TargetType type;
  private final ChatTemplate template;

  /** Messages to a kind of chat. */
  ChatForm(TargetType type, ChatTemplate template) {
    this.type = type;
    this.template = template;
  }

  @Override
  public Message message(Attempt attempt, Instant now) {
    Notice notice = attempt.notices().get(0);
    ObjectNode body =
        template.fill(ChatValues.of(notice, attempt.guardrail(notice.alert(), now), this::quote));
    TargetUrl url = attempt.target().url();
    for (Secret secret : attempt.target().secrets()) {
      if (type == TargetType.FEISHU) {
        signFeishu(body, secret, now);
      } else {
        url = signedDingTalk(url, secret, now);
      }
    }
    try {
      return new Message(
          url,
          Map.of("Content-Type", "application/json; charset=utf-8"),
          JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /**
   * Slack reads three characters as the beginning of mentions and links; the others get plain text.
   */
  private String quote(String value) {
    return type == TargetType.SLACK
        ? value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        : value;
  }

  /** Key is "timestamp, line end, secret", and nothing is signed with it: so Feishu has it. */
  private static void signFeishu(ObjectNode body, Secret secret, Instant now) {
    String timestamp = Long.toString(now.getEpochSecond());
    body.put("timestamp", timestamp);
    body.put(
        "sign",
        Hmac.base64(
            (timestamp + "\n" + secret.text()).getBytes(StandardCharsets.UTF_8), new byte[0]));
  }

  private static TargetUrl signedDingTalk(TargetUrl url, Secret secret, Instant now) {
    String timestamp = Long.toString(now.toEpochMilli());
    String sign =
        Hmac.base64(
            secret.bytes(), (timestamp + "\n" + secret.text()).getBytes(StandardCharsets.UTF_8));
    return url.with("timestamp=" + timestamp)
        .with("sign=" + URLEncoder.encode(sign, StandardCharsets.UTF_8));
  }

  @Override
  public Outcome judge(Reply reply) {
    Outcome byStatus = TargetForm.super.judge(reply);
    if (type == TargetType.SLACK || !(byStatus instanceof Outcome.Delivered)) {
      return byStatus;
    }
    JsonNode answer;
    try {
      answer = JSON.readTree(reply.text());
    } catch (JsonProcessingException e) {
      return Outcome.failed("the answer is not JSON");
    }
    JsonNode code =
        switch (type) {
          case FEISHU -> answer.has("code") ? answer.path("code") : answer.path("StatusCode");
          default -> answer.path("errcode");
        };
    return code.isInt() && code.asInt() == 0
        ? byStatus
        : Outcome.failed("refused with code " + (code.isInt() ? code.asText() : "unknown"));
  }
}

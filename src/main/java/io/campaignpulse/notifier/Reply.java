package io.campaignpulse.notifier;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a target answered.
 *
 * @param headers by name in lower case
 * @param body cut to what may be read of it
 */
record Reply(int status, Map<String, String> headers, byte[] body) {

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}

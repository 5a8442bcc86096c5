package io.campaignpulse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignpulse.server.IdempotentAnswers.Answer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class IdempotentAnswersTest {
  private static final byte[] REQUEST = {1};

  private final IdempotentAnswers answers =
      new IdempotentAnswers(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), 3000);

  private boolean repeats(String key) {
    return answers
        .answer(key, () -> new Answer(202, "application/json", new byte[1000]), REQUEST)
        .repeated();
  }

  @Test
  void evictsTheOldestWhereMemoryIsShort() {
    assertThat(repeats("a")).isFalse();
    assertThat(repeats("b")).isFalse();
    assertThat(repeats("a")).isTrue();
    assertThat(repeats("c")).isFalse();
    assertThat(repeats("b")).isTrue();
    assertThat(repeats("a")).isFalse();
  }

  @Test
  void refusesARepeatWhileTheFirstIsProcessed() {
    answers.answer(
        "k",
        () -> {
          assertThatThrownBy(() -> repeats("k"))
              .isInstanceOfSatisfying(
                  Problem.Raised.class,
                  raised -> assertThat(raised.problem().status()).isEqualTo(409));
          return new Answer(202, "application/json", new byte[0]);
        },
        REQUEST);
    assertThat(repeats("k")).isTrue();
  }
}

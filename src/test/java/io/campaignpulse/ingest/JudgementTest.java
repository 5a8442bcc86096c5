package io.campaignpulse.ingest;

import static io.campaignpulse.testing.TestingIngestEvents.START;
import static io.campaignpulse.testing.TestingIngestEvents.spend;
import static org.assertj.core.api.Assertions.assertThat;

import io.campaignpulse.event.SpendReport;
import io.campaignpulse.ingest.Judgement.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final Judgement<SpendReport> FIRST =
      new FirstOfIdentity<>(
          SpendReport::reportKey, CanonicalJson::of, SpendReport::eventTime, 1000);

  @Test
  void theEarliestThenTheSmallerJsonWins() {
    SpendReport early = spend(START, "USD", 9, 1);
    SpendReport smaller = spend(START + 1, "USD", 10, 1);
    SpendReport larger = spend(START + 1, "USD", 9, 1);
    assertThat(Stream.of(larger, smaller, early).sorted(FIRST.order()))
        .containsExactly(early, smaller, larger);
  }

  @Test
  void ofEqualCopiesTheFirstOfTheFileWins() {
    SpendReport first = spend(START, "USD", 9, 1, 3);
    SpendReport second = spend(START, "USD", 9, 1, 8);
    assertThat(Stream.of(second, first).sorted(FIRST.order())).containsExactly(first, second);
  }

  @Test
  void otherContentIsAConflict() {
    SpendReport one = spend(START, "USD", 9, 1);
    assertThat(initials(FIRST, List.of(one, one, spend(START, "USD", 8, 1)))).isEqualTo("C D X");
  }

  @Property(tries = 200)
  void theOrderOfJudgementIsTotalWhateverTheArrival(@ForAll("reports") List<SpendReport> reports) {
    List<SpendReport> backwards = new ArrayList<>(reports);
    java.util.Collections.reverse(backwards);
    assertThat(reports.stream().sorted(FIRST.order()))
        .containsExactlyElementsOf(backwards.stream().sorted(FIRST.order()).toList());
  }

  @Provide
  Arbitrary<List<SpendReport>> reports() {
    return Arbitraries.integers()
        .between(0, 11)
        .map(i -> spend(START + i % 3, "USD", i / 3, 1))
        .list();
  }

  private static <T> String initials(Judgement<T> judgement, List<T> records) {
    Long known = null;
    List<String> initials = new ArrayList<>();
    for (T record : records) {
      Judgement.Verdict verdict = judgement.judge(known, record);
      known = verdict.known() == null ? known : verdict.known();
      initials.add(
          verdict.decision() == Decision.CONFLICT
              ? "X"
              : verdict.decision().name().substring(0, 1));
    }
    return String.join(" ", initials);
  }

  @Test
  void textsAreOrderedByTheirBytes() {
    String[] texts = {"\uD83D\uDE00", "\uFFFD", "b", "a", "ab", ""};
    Arrays.sort(texts, Utf8Order::compare);
    assertThat(texts).containsExactly("", "a", "ab", "b", "\uFFFD", "\uD83D\uDE00");
  }
}

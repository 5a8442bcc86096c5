package io.campaignpulse.ingest;

import io.campaignpulse.event.Event;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Of the records with one identity the first counts: the earliest event time, then the smaller
 * canonical JSON, of equal ones that which stands first. Another that means something else is a
 * conflict.
 *
 * @param identity what makes two records copies of each other
 * @param content canonical JSON of a record
 * @param meaning what copies have in common unless they contradict each other
 * @param time event time, epoch milliseconds
 * @param horizonMillis how long after its event time a record is remembered live
 */
public record FirstOfIdentity<T>(
    Trait<T, String> identity,
    Trait<T, String> content,
    Trait<T, String> meaning,
    Trait<T, Long> time,
    long horizonMillis)
    implements Judgement<T> {

  /** Copies contradict each other where any of their content differs. */
  public FirstOfIdentity(
      Trait<T, String> identity,
      Trait<T, String> content,
      Trait<T, Long> time,
      long horizonMillis) {
    this(identity, content, content, time, horizonMillis);
  }

  @Override
  public String keyOf(T record) {
    return identity.apply(record);
  }

  @Override
  public Comparator<T> order() {
    return Comparator.comparing(time)
        .thenComparing(content, Utf8Order::compare)
        .thenComparing(FirstOfIdentity::position);
  }

  /** Which of two equal records counts shows where it is refused later: by its line. */
  private static Long position(Object record) {
    return record instanceof Event event ? event.origin().position() : 0L;
  }

  @Override
  public Verdict judge(@Nullable Long known, T record) {
    long hash = TextHash.of(meaning.apply(record));
    if (known == null) {
      return Verdict.counted(hash);
    }
    return Verdict.of(known == hash ? Decision.DUPLICATE : Decision.CONFLICT);
  }

  @Override
  public long keepUntil(T record) {
    return time.apply(record) + horizonMillis;
  }
}

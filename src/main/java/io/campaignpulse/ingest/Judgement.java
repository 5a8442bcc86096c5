package io.campaignpulse.ingest;

import java.io.Serializable;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A rule that says which of the records that share a key are counted and which are duplicates: a
 * fold over the records that carries one number from each to the next.
 *
 * <p>A replay folds the records of a key in {@link #order()}, so their arrival doesn't matter; live
 * they are folded as they arrive, and the first arrival stands.
 *
 * @param <T> the record
 */
public interface Judgement<T> extends Serializable {

  /** The key within which records are judged. */
  String keyOf(T record);

  /** The order in which the records of a key are judged in a replay. */
  Comparator<T> order();

  /**
   * Judges a record.
   *
   * @param known what the records of its key judged so far left behind; null if there were none
   */
  Verdict judge(@Nullable Long known, T record);

  /** When what a record left behind may be forgotten live, in epoch milliseconds of event time. */
  long keepUntil(T record);

  /**
   * What becomes of a record.
   *
   * @param known what the next record of the key has to know; null for as before
   */
  record Verdict(Decision decision, @Nullable Long known) {
    /** The record counts and leaves something behind. */
    static Verdict counted(long known) {
      return new Verdict(Decision.COUNTED, known);
    }

    /** The record leaves nothing behind. */
    static Verdict of(Decision decision) {
      return new Verdict(decision, null);
    }
  }

  /** The possible ends of a judgement. */
  enum Decision {
    COUNTED,
    DUPLICATE,
    /** A duplicate that says something else than the record that counted. */
    CONFLICT
  }

  /**
   * A function that travels with a job.
   *
   * @param <T> from
   * @param <R> to
   */
  interface Trait<T, R> extends Function<T, R>, Serializable {}
}

package io.campaignpulse.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fate of each line, and by it the ledger and what is counted. Judged topic by topic in the
 * order of the contract: rejected (each copy), duplicate, filtered.
 */
final class Judge {

  /** The order in which events are judged. */
  static final Comparator<Line> BY_TIME =
      Comparator.comparing(Line::eventTime).thenComparing(Judge::idOrContent, Line.BYTES);

  private final Validity validity;
  private final Map<String, Map<String, Integer>> ledger = new TreeMap<>();
  private final Map<String, String> rejected = new TreeMap<>();

  Judge(OracleSettings settings) {
    this.validity = new Validity(settings.latestEventTime());
  }

  /** The ledger: topic, outcome, how many. */
  Map<String, Map<String, Integer>> ledger() {
    return ledger;
  }

  /** The rejected lines, {@code topic|number}, with the reason. */
  Map<String, String> rejected() {
    return rejected;
  }

  /** The lines of a topic that can be read and are valid in themselves. */
  List<Line> valid(InputFile file) {
    List<Line> valid = new ArrayList<>();
    count(file.topic(), "received", file.lines().size() + file.malformed().size());
    for (int number : file.malformed()) {
      reject(file.topic(), number, "MALFORMED");
    }
    for (Line line : file.lines()) {
      count(file.topic(), "unknownFields", Validity.unknownFields(line.json()));
      String refusal = validity.refusal(line);
      if (refusal == null) {
        valid.add(line);
      } else {
        reject(line, refusal);
      }
    }
    return valid;
  }

  /** Each of which a reason is found is rejected; the others stay. */
  List<Line> reject(List<Line> lines, Function<Line, @Nullable String> reason) {
    List<Line> kept = new ArrayList<>();
    for (Line line : lines) {
      String refusal = reason.apply(line);
      if (refusal == null) {
        kept.add(line);
      } else {
        reject(line, refusal);
      }
    }
    return kept;
  }

  /**
   * Of the lines with one identity the earliest, then the smaller canonical JSON; others double.
   */
  List<Line> distinct(List<Line> lines, Function<Line, String> identity) {
    return distinct(lines, identity, line -> "");
  }

  /** The same; doubles that mean something else than the one that counts are conflicts. */
  List<Line> distinct(
      List<Line> lines, Function<Line, String> identity, Function<Line, String> meaning) {
    Map<String, List<Line>> copies = new LinkedHashMap<>();
    lines.forEach(
        line -> copies.computeIfAbsent(identity.apply(line), id -> new ArrayList<>()).add(line));
    List<Line> winners = new ArrayList<>();
    for (List<Line> group : copies.values()) {
      Line winner = first(group);
      winners.add(winner);
      count(winner.topic(), "duplicate", group.size() - 1);
      String counted = meaning.apply(winner);
      long others = group.stream().filter(line -> !meaning.apply(line).equals(counted)).count();
      count(winner.topic(), "conflict", (int) others);
    }
    winners.sort(BY_TIME);
    return winners;
  }

  /** As {@link #distinct}, only of rows without a time: the same content is the same row. */
  List<Line> distinctRows(List<Line> rows) {
    Map<String, Line> distinct = new LinkedHashMap<>();
    rows.forEach(row -> distinct.put(row.canonical(), row));
    count(rows, "duplicate", rows.size() - distinct.size());
    return new ArrayList<>(distinct.values());
  }

  /** Takes what counts, and what only counts as this outcome. */
  List<Line> counted(Collection<Line> lines) {
    List<Line> counted = new ArrayList<>(lines);
    count(counted, "counted", counted.size());
    return counted;
  }

  void duplicate(Line line) {
    count(line.topic(), "duplicate", 1);
  }

  void filtered(Line line) {
    count(line.topic(), "filtered", 1);
  }

  private static Line first(List<Line> group) {
    return group.stream()
        .min(Comparator.comparing(Line::eventTime).thenComparing(Line::canonical, Line.BYTES))
        .orElseThrow();
  }

  private static String idOrContent(Line line) {
    String id = line.optional("eventId");
    return id == null ? line.canonical() : id;
  }

  private void reject(Line line, String reason) {
    reject(line.topic(), line.number(), reason);
  }

  private void reject(String topic, int number, String reason) {
    count(topic, "rejected", 1);
    rejected.put(topic + "|" + number, reason);
  }

  private void count(List<Line> lines, String outcome, int more) {
    if (!lines.isEmpty()) {
      count(lines.get(0).topic(), outcome, more);
    }
  }

  private void count(String topic, String outcome, int more) {
    if (more > 0) {
      ledger.computeIfAbsent(topic, t -> new TreeMap<>()).merge(outcome, more, Integer::sum);
    }
  }

  /** The time of the earlier of two. */
  static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}

package io.campaignpulse.source.file;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The refused records of one file by reason, each reason with the first record it was given for.
 */
public final class RefusedRows {
  private static final int REASONS = 3;
  private static final int SAMPLE_CHARS = 160;

  /** More names of fields than any file has columns. */
  private static final int MOST_NAMES = 1000;

  /** More reasons than there are, with their fields; texts that were made up end here. */
  private static final int MOST_REASONS = 1000;

  private final ReplayFile file;
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Set<String> names = new TreeSet<>();

  /** No record yet of a file. */
  public RefusedRows(ReplayFile file) {
    this.file = file;
  }

  private static final class Group {
    private final String first;
    private long count;

    Group(String first) {
      this.first = first;
    }

    long count() {
      return count;
    }
  }

  /**
   * Adds a record.
   *
   * @param detail what was wrong, which starts with the name of the field where it is one's fault
   * @param line where the record starts
   * @param sample the record as text
   * @param fields the names of its fields as far as it could be read
   */
  public void add(String reason, String detail, long line, String sample, Iterable<String> fields) {
    String group = reason + " " + detail.split(": ", 2)[0];
    if (groups.size() < MOST_REASONS || groups.containsKey(group)) {
      groups.computeIfAbsent(group, key -> new Group(first(reason, detail, line, sample))).count++;
    }
    for (String field : fields) {
      if (names.size() < MOST_NAMES) {
        names.add(field);
      }
    }
  }

  /**
   * Returns what to say about the file.
   *
   * @param refused how many records were refused
   * @param received of how many
   */
  public String warning(long refused, long received) {
    String reasons =
        groups.values().stream()
            .sorted(Comparator.comparingLong(Group::count).reversed())
            .limit(REASONS)
            .map(group -> String.format(Locale.ROOT, "%n  %d × %s", group.count, group.first))
            .collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        "%s: %d of %d records were refused%s%s",
        file.name(),
        refused,
        received,
        reasons,
        nearest());
  }

  private String nearest() {
    String nearest = NearestNames.alike(names, CsvColumns.of(file.topic()).names());
    return nearest.isEmpty()
        ? ""
        : String.format("%n  fields that are not known, and what they may be: %s", nearest);
  }

  private static String first(String reason, String detail, long line, String sample) {
    String shown =
        sample.length() <= SAMPLE_CHARS ? sample : sample.substring(0, SAMPLE_CHARS) + "…";
    return String.format(
        Locale.ROOT,
        "%s %s, first on line %d: %s",
        reason,
        detail,
        line,
        shown.replaceAll("\\p{Cntrl}", "\uFFFD"));
  }
}

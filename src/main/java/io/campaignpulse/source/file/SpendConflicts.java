package io.campaignpulse.source.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.RejectedException;
import io.campaignpulse.ingest.SpendReader;
import io.campaignpulse.source.json.JsonRecords;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Spend reports of a folder with the key and revision of another but another cost, of which only
 * one counts, and the column of the file that would distinguish them.
 */
public final class SpendConflicts {

  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9.,eE+-]*");

  private final SpendReader reader = new SpendReader();
  private final JsonMapper json = new JsonMapper();
  private final Map<String, String> costs = new HashMap<>();
  private final Set<String> conflicting = new HashSet<>();
  private final Map<String, Column> columns = new TreeMap<>();
  private long conflicts;

  private SpendConflicts() {}

  /** A warning about the reports of a folder that contradict each other; empty if none does. */
  public static Optional<String> warning(ReplayFolder folder) {
    return folder.file(Topic.SPEND).flatMap(file -> new SpendConflicts().warning(file));
  }

  private Optional<String> warning(ReplayFile file) {
    forEachReport(file, (report, value) -> compare(report));
    if (conflicts == 0) {
      return Optional.empty();
    }
    forEachReport(file, this::addColumns);
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s: %d reports have the key and revision of another with another cost and do not"
                + " count%s",
            file.name(),
            conflicts,
            best()
                .map(name -> "; column " + name + " would tell them apart as breakdown")
                .orElse("")));
  }

  private void forEachReport(ReplayFile file, BiConsumer<SpendReport, byte[]> sink) {
    ReplayPrescan.forEach(
        file,
        raw -> {
          byte[] value = Objects.requireNonNull(raw.value());
          try {
            sink.accept(reader.read(JsonRecords.parse(value), ReplayPrescan.origin(raw)), value);
          } catch (RejectedException e) {
            // The replay itself rejects and reports it.
          }
        });
  }

  private static String key(SpendReport report) {
    return report.reportKey() + '\u0000' + report.revision();
  }

  private void compare(SpendReport report) {
    String cost = report.currency() + report.costMicros();
    String known = costs.putIfAbsent(key(report), cost);
    if (known != null && !known.equals(cost)) {
      conflicts++;
      conflicting.add(key(report));
    }
  }

  private void addColumns(SpendReport report, byte[] value) {
    if (!conflicting.contains(key(report))) {
      return;
    }
    try {
      for (Map.Entry<String, JsonNode> field : json.readTree(value).properties()) {
        if (!reader.knownFields().contains(field.getKey())) {
          columns
              .computeIfAbsent(field.getKey(), name -> new Column())
              .add(key(report), field.getValue().asText());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("a decoded report is not valid JSON", e);
    }
  }

  /** The name before the number, then what parts most reports, then the fewest values. */
  private Optional<String> best() {
    return columns.entrySet().stream()
        .filter(column -> column.getValue().parted() > 0)
        .max(
            Map.Entry.comparingByValue(
                Comparator.comparing(Column::isNamed)
                    .thenComparing(Column::parted)
                    .thenComparing(Column::values, Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }

  /** Values of a column in the conflicting reports. */
  private static final class Column {
    private final Map<String, Set<String>> byKey = new HashMap<>();
    private final Set<String> all = new HashSet<>();
    private boolean named;

    void add(String key, @Nullable String value) {
      String text = value == null ? "" : value;
      byKey.computeIfAbsent(key, k -> new HashSet<>()).add(text);
      all.add(text);
      named |= !text.isEmpty() && !NUMBER.matcher(text).matches();
    }

    boolean isNamed() {
      return named;
    }

    int parted() {
      return byKey.values().stream().mapToInt(values -> values.size() - 1).sum();
    }

    int values() {
      return all.size();
    }
  }
}

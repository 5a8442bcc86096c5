package io.campaignpulse.budget.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campaignpulse.budget.kit.KitDifference.Kind;
import io.campaignpulse.event.BudgetStep;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Check of the actions of somebody's consumer against those expected. Looks at alertId, campaignId,
 * step, from, to and at of each line, and at actionId and undoOf of undos; other fields are free.
 */
public final class KitCheck {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ConformanceKit kit;

  /** A check against a kit. */
  public KitCheck(ConformanceKit kit) {
    this.kit = kit;
  }

  private record Taken(
      String alertId,
      String campaignId,
      BudgetStep step,
      long from,
      long to,
      long at,
      @Nullable String actionId,
      @Nullable String undoOf) {}

  /** Returns all differences, in the order of the cases. */
  public List<KitDifference> check(List<String> lines) {
    List<KitDifference> differences = new ArrayList<>();
    List<Taken> taken = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      try {
        taken.add(read(lines.get(i)));
      } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
        differences.add(
            new KitDifference(
                "-", Kind.MALFORMED, "line " + (i + 1) + ": " + firstLine(e.getMessage())));
      }
    }
    for (KitCase each : kit.cases()) {
      compare(each, taken, differences);
    }
    for (Taken left : taken) {
      differences.add(
          new KitDifference("-", Kind.UNEXPECTED, "there is no alert " + left.alertId()));
    }
    return differences;
  }

  /** Compares one case and takes its actions away. */
  private static void compare(KitCase each, List<Taken> all, List<KitDifference> differences) {
    List<Taken> taken =
        new ArrayList<>(
            all.stream().filter(t -> t.alertId().startsWith(each.name() + ":")).toList());
    all.removeAll(taken);
    String changeId = null;
    for (KitExpectation expected : each.expected()) {
      Taken found = first(taken, expected);
      if (found == null) {
        differences.add(
            new KitDifference(
                each.name(),
                Kind.MISSING,
                "%s of alert %s by %s: %s"
                    .formatted(
                        expected.step(),
                        expected.alertId(),
                        KitLine.time(expected.notAfter()),
                        each.why())));
        continue;
      }
      taken.remove(found);
      details(each, expected, found, changeId, differences);
      changeId = found.actionId();
    }
    for (Taken more : taken) {
      boolean twice =
          each.expected().stream()
              .anyMatch(e -> e.alertId().equals(more.alertId()) && e.step() == more.step());
      differences.add(
          new KitDifference(
              each.name(),
              twice ? Kind.TWICE : Kind.UNEXPECTED,
              "%s of alert %s at %s: %s"
                  .formatted(more.step(), more.alertId(), KitLine.time(more.at()), each.why())));
    }
  }

  private static @Nullable Taken first(List<Taken> taken, KitExpectation expected) {
    for (Taken each : taken) {
      if (each.alertId().equals(expected.alertId()) && each.step() == expected.step()) {
        return each;
      }
    }
    return null;
  }

  private static void details(
      KitCase each,
      KitExpectation expected,
      Taken found,
      @Nullable String changeId,
      List<KitDifference> differences) {
    if (!found.campaignId().equals(expected.campaignId())) {
      differences.add(
          new KitDifference(
              each.name(),
              Kind.WRONG_CAMPAIGN,
              found.campaignId() + " instead of " + expected.campaignId()));
    }
    if (found.from() != expected.fromMicros() || found.to() != expected.toMicros()) {
      differences.add(
          new KitDifference(
              each.name(),
              Kind.WRONG_AMOUNT,
              "%s to %s instead of %s to %s"
                  .formatted(
                      KitLine.money(found.from()),
                      KitLine.money(found.to()),
                      KitLine.money(expected.fromMicros()),
                      KitLine.money(expected.toMicros()))));
    }
    if (found.at() < expected.notBefore() || found.at() > expected.notAfter()) {
      differences.add(
          new KitDifference(
              each.name(),
              found.at() < expected.notBefore() ? Kind.TOO_EARLY : Kind.TOO_LATE,
              "%s at %s, from %s to %s: %s"
                  .formatted(
                      found.step(),
                      KitLine.time(found.at()),
                      KitLine.time(expected.notBefore()),
                      KitLine.time(expected.notAfter()),
                      each.why())));
    }
    if (expected.step() == BudgetStep.UNDO
        && (found.undoOf() == null || !found.undoOf().equals(changeId))) {
      differences.add(
          new KitDifference(
              each.name(), Kind.WRONG_UNDO_OF, found.undoOf() + " instead of " + changeId));
    }
  }

  private static Taken read(String line) throws JsonProcessingException {
    JsonNode action = JSON.readTree(line);
    return new Taken(
        required(action, "alertId"),
        required(action, "campaignId"),
        BudgetStep.valueOf(required(action, "step")),
        amount(action, "from"),
        amount(action, "to"),
        Instant.parse(required(action, "at")).toEpochMilli(),
        KitLine.text(action.path("actionId")),
        KitLine.text(action.path("undoOf")));
  }

  private static String required(JsonNode action, String field) {
    String text = KitLine.text(action.path(field));
    if (text == null) {
      throw new IllegalArgumentException(field + ": a text is expected");
    }
    return text;
  }

  private static long amount(JsonNode action, String field) {
    try {
      Long micros = KitLine.micros(action.path(field));
      if (micros != null) {
        return micros;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(field + ": a decimal amount is expected", e);
    }
    throw new IllegalArgumentException(field + ": a decimal amount is expected");
  }

  private static String firstLine(@Nullable String text) {
    return String.valueOf(text).lines().findFirst().orElse("");
  }
}

package io.campaignpulse.oracle;

import io.campaignpulse.oracle.Conversion.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One lead, its events taken in the order of their time. */
final class Funnel {

  /** Stages that are entered one above the other. */
  private static final List<String> LADDER =
      List.of("CREATED", "QUALIFIED", "ACCEPTED", "OPPORTUNITY", "WON");

  private static final Map<String, String> MEASURES =
      Map.of(
          "CREATED", "leads",
          "QUALIFIED", "qualifiedLeads",
          "ACCEPTED", "acceptedLeads",
          "OPPORTUNITY", "opportunities",
          "WON", "wonLeads",
          "LOST", "lostLeads");

  /** A stage that was entered. */
  static final class Entry {
    final String stage;
    final List<Step> steps = new ArrayList<>();
    BigDecimal value = BigDecimal.ZERO;
    boolean stands;

    private Entry(String stage) {
      this.stage = stage;
    }

    Instant firstEntered() {
      return steps.get(0).time();
    }

    private void enter(Line event, BigDecimal newValue) {
      stands = true;
      value = newValue;
      step(event, BigDecimal.ONE);
    }

    private void takeBack(Line event) {
      if (stands) {
        stands = false;
        step(event, BigDecimal.ZERO);
      }
    }

    private void step(Line event, BigDecimal total) {
      String measure = MEASURES.getOrDefault(stage, stage);
      steps.add(new Step(event.eventTime(), Map.of(measure, total)));
    }
  }

  private final Map<String, Entry> entries = new TreeMap<>();
  private final List<Line> events = new ArrayList<>();
  private final Catalogue catalogue;
  private boolean disqualified;

  Funnel(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Takes the next event; false if it says again what is so already. */
  boolean take(Line event) {
    String stage = event.text("stage");
    boolean isNew =
        switch (stage) {
          case "DISQUALIFIED" -> disqualify(event);
          case "LOST" -> enter("LOST", event);
          default -> climb(LADDER.indexOf(stage), event);
        };
    if (isNew) {
      events.add(event);
    }
    return isNew;
  }

  private boolean disqualify(Line event) {
    if (disqualified) {
      return false;
    }
    disqualified = true;
    for (String stage : LADDER.subList(1, LADDER.size())) {
      takeBack(stage, event);
    }
    return true;
  }

  private boolean climb(int level, Line event) {
    boolean isFound = stands("LOST");
    takeBack("LOST", event);
    if ("true".equals(event.optional("reopened"))) {
      List<String> above = LADDER.subList(level + 1, LADDER.size());
      boolean goesBack = disqualified || above.stream().anyMatch(this::stands);
      above.forEach(stage -> takeBack(stage, event));
      disqualified = false;
      return ascend(level, event) || goesBack || isFound;
    }
    boolean isBelow = LADDER.stream().skip(level).anyMatch(this::stands);
    return (!isBelow && ascend(level, event)) || isFound;
  }

  private boolean ascend(int level, Line event) {
    if (stands(LADDER.get(level))) {
      return false;
    }
    for (String stage : LADDER.subList(0, level + 1)) {
      enter(stage, event);
    }
    disqualified = false;
    return true;
  }

  private boolean enter(String stage, Line event) {
    if (stands(stage)) {
      return false;
    }
    entries.computeIfAbsent(stage, Entry::new).enter(event, catalogue.valueOf(event));
    return true;
  }

  private void takeBack(String stage, Line event) {
    Entry entry = entries.get(stage);
    if (entry != null) {
      entry.takeBack(event);
    }
  }

  private boolean stands(String stage) {
    Entry entry = entries.get(stage);
    return entry != null && entry.stands;
  }

  /** The stages that were ever entered. */
  List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /** When the touches of a stage are looked for: when the lead was created, if it ever was. */
  Instant touchedUntil(Entry entry) {
    return entries.getOrDefault("CREATED", entry).firstEntered();
  }

  /** The first of its events that names a person, else none. */
  @Nullable Line naming() {
    return first("customerId", "visitorId");
  }

  /** The first of its events that declares where it came from, else none. */
  @Nullable Line declaring() {
    return first("campaignId", "channel");
  }

  /** The first of its events that names a dealer, else none. */
  @Nullable Line dealing() {
    return first("dealerId", "dealerId");
  }

  private @Nullable Line first(String field, String orField) {
    return events.stream()
        .filter(event -> event.has(field) || event.has(orField))
        .findFirst()
        .orElse(null);
  }
}

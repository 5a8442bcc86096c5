package io.campaignpulse.ingest;

import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.LabelMatch;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.TimeBasis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads alert rules; the names are those of a rules file, {@code id} also being {@code ruleId}. */
public final class AlertRuleReader extends TopicReader<AlertRule> {
  /** Longer than results are on their way between the jobs: two or three checkpoints. */
  private static final long IN_FLIGHT = Duration.ofMinutes(5).toMillis();

  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=");

  /** A reader without state. */
  public AlertRuleReader() {
    super(
        "id",
        "ruleId",
        "kind",
        "metric",
        "op",
        "value",
        "window",
        "minCount",
        "for",
        "match",
        "margin",
        "target",
        "warningEvidence",
        "criticalEvidence",
        "changedBy",
        "changedAt",
        "severity",
        "model",
        "basis",
        "notify",
        "enabled",
        "revision",
        "arrivalTime");
  }

  @Override
  AlertRule interpret(Reading in, Origin origin) {
    String idField = in.has("ruleId") ? "ruleId" : "id";
    in.require(idField, "kind");
    RuleKind kind = in.choice("kind", RuleKind.class);
    if (kind == RuleKind.THRESHOLD) {
      in.require("metric", "op", "value", "window");
    }
    String op = in.optionalId("op");
    if (op != null && !COMPARISONS.contains(op)) {
      throw in.invalid("op", op + " is none of < <= > >=");
    }
    Long window = in.duration("window");
    if (window != null && window == 0) {
      throw in.invalid("window", "empty");
    }
    Double minCount = in.number("minCount");
    if (minCount != null && minCount < 0) {
      throw in.invalid("minCount", "below 0");
    }
    Long held = in.duration("for");
    List<LabelMatch> match = match(in);
    boolean conservation = kind == RuleKind.CONSERVATION;
    Severity severity = severity(in, conservation ? Severity.CRITICAL : Severity.WARNING);
    long unsaid = conservation ? IN_FLIGHT : 0;
    return CanonicalJson.stamped(
        json ->
            new AlertRule(
                in.id(idField),
                kind,
                in.optionalId("metric"),
                op,
                in.number("value"),
                window,
                minCount == null ? 0 : minCount,
                held == null ? unsaid : held,
                match,
                in.number("margin"),
                in.number("target"),
                evidence(in, "warning"),
                evidence(in, "critical"),
                severity,
                in.optionalChoice("model", AttributionModel.class),
                in.optionalChoice("basis", TimeBasis.class),
                in.ids("notify"),
                in.flag("enabled", true),
                in.text("changedBy"),
                in.optionalTime("changedAt"),
                in.revision(0),
                json,
                origin));
  }

  /** One nested record whose values are a text or a list of texts. */
  private static List<LabelMatch> match(Reading in) {
    List<LabelMatch> match = new ArrayList<>();
    for (Reading labels : in.records("match")) {
      for (String label : labels.names()) {
        List<String> accepted = labels.ids(label);
        match.add(
            new LabelMatch(
                TextRules.id("match", label),
                label.equals("channel")
                    ? accepted.stream().map(ChannelCode::canonical).toList()
                    : accepted));
      }
    }
    match.sort(Comparator.comparing(LabelMatch::label));
    return match;
  }

  /** The evidence a level needs: of the severity's map, else a field of its own. */
  private static @Nullable Double evidence(Reading in, String level) {
    Double told = in.number(level + "Evidence");
    if (in.has("severity")) {
      try {
        String inMap = in.map("severity").get(level);
        told = inMap == null ? told : Double.valueOf(inMap);
      } catch (Fields.UnreadableFieldException levelByName) {
        return told;
      } catch (NumberFormatException e) {
        throw in.invalid("severity", level + ": expected a number");
      }
    }
    if (told != null && !(told > 1 && Double.isFinite(told))) {
      throw in.invalid(level + "Evidence", "expected more than 1");
    }
    return told;
  }

  /**
   * A level, or the evidence each level needs, {@code {warning: 20, critical: 100}}: such a rule
   * warns first.
   */
  private static Severity severity(Reading in, Severity unsaid) {
    if (!in.has("severity")) {
      return unsaid;
    }
    try {
      in.map("severity");
    } catch (Fields.UnreadableFieldException e) {
      return in.choice("severity", Severity.class);
    }
    return Severity.WARNING;
  }
}

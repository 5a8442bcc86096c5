package io.campaignpulse.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campaignpulse.alert.rule.BuiltInRule;
import io.campaignpulse.alert.rule.RefusedRuleException;
import io.campaignpulse.alert.rule.RuleDocument;
import io.campaignpulse.alert.rule.RuleProblem;
import io.campaignpulse.alert.rule.WrittenRule;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CatalogueRow;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Topic;
import io.campaignpulse.ingest.FieldsReader;
import io.campaignpulse.ingest.TopicReaders;
import io.campaignpulse.source.json.JsonRecords;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A catalogue that can be written over HTTP, and how its rows are read there. */
enum Catalogue {
  RULES(Topic.RULES, "rule", "id"),
  CAMPAIGNS(Topic.CAMPAIGNS, "campaign", "campaignId"),
  PROMOTIONS(Topic.PROMOTIONS, "promotion", "promotionId"),
  PLANS(Topic.PLANS, "plan", "planId"),
  FX_RATES(Topic.FX_RATES, "rate", "currency", "validFrom"),
  CALENDAR(Topic.CALENDAR, "event", "eventId"),
  CHANNEL_LAGS(Topic.CHANNEL_LAGS, "curve", "channel", "conversionType");

  private static final List<String> GIVEN_BY_THE_SERVER =
      List.of("revision", "changedAt", "arrivalTime");
  private static final Set<String> TARGETS =
      Set.of("cpa", "cpl", "cpql", "cac", "roas", "cvr", "ctr", "refundRate");

  private final Topic topic;
  private final String noun;
  private final List<String> idFields;

  Catalogue(Topic topic, String noun, String... idFields) {
    this.topic = topic;
    this.noun = noun;
    this.idFields = List.of(idFields);
  }

  Topic topic() {
    return topic;
  }

  /** What one of its rows is called. */
  String noun() {
    return noun;
  }

  /** The row that stands without anybody writing it; null where there is none. */
  @Nullable CatalogueRow builtIn(String id) {
    return this == RULES && id.equals(BuiltInRule.CONSERVATION.ruleId())
        ? BuiltInRule.CONSERVATION
        : null;
  }

  /** What a writer may not say: the server does. */
  static void refuseWhatTheServerGives(ObjectNode body) {
    for (String field : GIVEN_BY_THE_SERVER) {
      if (body.hasNonNull(field)) {
        throw new Problem.Raised(
            Problem.refused("GIVEN_BY_THE_SERVER", field, "is given by the server: leave it out"));
      }
    }
  }

  /**
   * The next row of an id, as a body says it.
   *
   * @param before the row that it replaces; null if there is none
   * @param last the highest revision it had so far
   */
  CatalogueRow next(
      String id,
      ObjectNode body,
      @Nullable CatalogueRow before,
      long last,
      @Nullable String by,
      long now) {
    ObjectNode whole = withId(id, body);
    if (before instanceof Campaign campaign) {
      keepNames(campaign, whole);
    }
    CatalogueRow row =
        this == RULES ? rule(whole, last, by, now) : row(whole, Math.addExact(last, 1), now);
    if (!row.id().equals(id)) {
      throw new Problem.Raised(
          Problem.refused(
              "INVALID_VALUE",
              String.join(", ", idFields),
              "not that of the address, which is " + id));
    }
    return row;
  }

  /** Whether two rows say the same, whoever wrote them when. */
  static boolean same(CatalogueRow a, CatalogueRow b) {
    if (a instanceof AlertRule first && b instanceof AlertRule second) {
      return RuleDocument.same(first, second);
    }
    return withoutRevision(a).equals(withoutRevision(b));
  }

  private static JsonNode withoutRevision(CatalogueRow row) {
    ObjectNode node =
        Json.exactObject(row.canonicalJson().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return node.without(GIVEN_BY_THE_SERVER);
  }

  /** A campaign keeps its former name as an alias, and its aliases where the body gives none. */
  private static void keepNames(Campaign before, ObjectNode body) {
    JsonNode given = body.path("aliases");
    if (!(given.isMissingNode() || given.isNull() || given.isArray())) {
      return;
    }
    Set<String> names = new LinkedHashSet<>();
    if (given.isArray()) {
      given.forEach(name -> names.add(name.asText()));
    } else {
      names.addAll(before.aliases());
    }
    if (!before.name().equals(body.path("name").asText())) {
      names.add(before.name());
    }
    names.remove(body.path("name").asText());
    names.forEach(body.putArray("aliases")::add);
  }

  /** Who writes a row need not say its id twice. */
  private ObjectNode withId(String id, ObjectNode body) {
    ObjectNode whole = body.deepCopy();
    if (this == RULES && whole.hasNonNull("ruleId")) {
      return whole;
    }
    String[] parts = idFields.size() == 1 ? new String[] {id} : id.split("\\|", idFields.size());
    for (int i = 0; i < Math.min(parts.length, idFields.size()); i++) {
      if (!whole.hasNonNull(idFields.get(i))) {
        whole.put(idFields.get(i), parts[i]);
      }
    }
    return whole;
  }

  private static CatalogueRow rule(ObjectNode body, long last, @Nullable String by, long now) {
    try {
      return RuleDocument.next(
          WrittenRule.read(Json.bytes(body), new Origin(0, 0, null, now)), last, by, now);
    } catch (RefusedRuleException e) {
      RuleProblem problem = e.problem();
      throw new Problem.Raised(
          Problem.refused(problem.code().name(), problem.field(), problem.detail()));
    }
  }

  private CatalogueRow row(ObjectNode body, long revision, long now) {
    FieldsReader<?> reader = TopicReaders.of(topic);
    Set<String> unknown = new TreeSet<>();
    body.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(reader.knownFields());
    refuseUnknown(String.join(", ", unknown), "no " + noun + " has such a field");
    if (this == CAMPAIGNS && body.path("targets") instanceof ObjectNode targets) {
      Set<String> others = new TreeSet<>();
      targets.fieldNames().forEachRemaining(others::add);
      others.removeAll(TARGETS);
      refuseUnknown(
          others.isEmpty() ? "" : "targets." + String.join(", ", others),
          "targets are " + new TreeSet<>(TARGETS));
    }
    body.put("revision", revision);
    return (CatalogueRow)
        RequestBody.judged(
            () -> reader.read(JsonRecords.parse(Json.bytes(body)), new Origin(0, 0, null, now)));
  }

  private static void refuseUnknown(String fields, String detail) {
    if (!fields.isEmpty()) {
      throw new Problem.Raised(Problem.refused("UNKNOWN_FIELD", fields, detail));
    }
  }
}

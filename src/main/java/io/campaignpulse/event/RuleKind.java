package io.campaignpulse.event;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Kind of an alert rule, with the fields it requires and accepts, the metrics it evaluates and the
 * labels of its alerts (docs/rules.md).
 */
public enum RuleKind {
  /** Conversions per click below target. */
  CONVERSION_RATE(
      Proof.EVIDENCE,
      Labels.SERIES,
      List.of("cvr", "leadRate"),
      List.of("metric"),
      "target",
      "margin"),
  /** Cost per conversion above target. */
  COST_PER(
      Proof.EVIDENCE,
      Labels.SERIES,
      List.of("cpa", "cpl", "cpql", "cac"),
      List.of("metric"),
      "target",
      "margin"),
  /** Revenue per cost below target. */
  ROAS(Proof.EVIDENCE, Labels.SERIES, List.of("roas"), List.of(), "metric", "target", "margin"),
  /** Units of a promotion sold behind plan. */
  CLEARANCE(Proof.EVIDENCE, Labels.PROMOTION, List.of(), List.of(), "margin"),
  /** A fall below what the time of the week lets expect. */
  BASELINE(
      Proof.EVIDENCE,
      Labels.SERIES,
      List.of("orders", "leads", "qualifiedLeads", "netRevenue"),
      List.of("metric"),
      "margin"),
  /** Too large a share of what was sold comes back. */
  REFUND_RATE(Proof.EVIDENCE, Labels.SERIES, List.of(), List.of(), "target", "margin"),
  /** Spend heading past its budget, or to stay far below it. */
  BUDGET_PACE(Proof.ACCOUNT, Labels.CAMPAIGN, List.of(), List.of(), "for"),
  /** The goal of a plan has become improbable. */
  PLAN_BEHIND(Proof.ACCOUNT, Labels.PLAN, List.of(), List.of(), "value", "for"),
  /** Qualified leads that nobody has contacted for too long. */
  LEAD_SLA(Proof.ACCOUNT, Labels.SERIES, List.of(), List.of("for")),
  /** Nothing comes where something must. */
  DATA_SILENCE(
      Proof.ACCOUNT,
      Labels.SERIES,
      List.of("impressions", "clicks", "visits", "orders", "leads"),
      List.of(),
      "metric",
      "value",
      "for"),
  /** Nothing is left to sell. */
  STOCK_OUT(Proof.ACCOUNT, Labels.PROMOTION, List.of(), List.of(), "for"),
  /** Nothing will be left before the promotion ends. */
  STOCK_RISK(Proof.ACCOUNT, Labels.PROMOTION, List.of(), List.of(), "for"),
  /** What is credited is not what was booked. */
  CONSERVATION(Proof.ACCOUNT, List.of(), List.of(), List.of(), "for"),
  /** A plain condition on a metric. */
  THRESHOLD(
      Proof.CONDITION,
      Labels.SERIES,
      List.of(),
      List.of("metric", "op", "value", "window"),
      "minCount",
      "for",
      "model",
      "basis");

  /** Basis of the alerts of a kind. */
  public enum Proof {
    /** Evidence gathered over time, with a bound on false alarms. */
    EVIDENCE,
    /** Counting: it is so or it is not. */
    ACCOUNT,
    /** A number compared with another, however few data are behind it. */
    CONDITION
  }

  private interface Labels {
    List<String> SERIES = List.of("campaign", "channel", "department");
    List<String> CAMPAIGN = List.of("campaign", "department");
    List<String> PROMOTION = List.of("campaign", "department", "promotion");
    List<String> PLAN = List.of("campaign", "channel", "department", "promotion");
  }

  private interface Fields {
    List<String> OF_EVERY_RULE =
        List.of(
            "id",
            "ruleId",
            "kind",
            "match",
            "severity",
            "notify",
            "enabled",
            "revision",
            "changedBy",
            "changedAt",
            "arrivalTime");
    List<String> OF_EVIDENCE = List.of("warningEvidence", "criticalEvidence");
  }

  private final Proof proof;
  private final List<String> labels;
  private final List<String> metrics;
  private final List<String> required;
  private final Set<String> accepted;

  RuleKind(
      Proof proof,
      List<String> labels,
      List<String> metrics,
      List<String> required,
      String... optional) {
    this.proof = proof;
    this.labels = labels;
    this.metrics = metrics;
    this.required = required;
    Set<String> all = new HashSet<>(Fields.OF_EVERY_RULE);
    all.addAll(required);
    all.addAll(List.of(optional));
    all.addAll(proof == Proof.EVIDENCE ? Fields.OF_EVIDENCE : List.of());
    this.accepted = Set.copyOf(all);
  }

  /** Returns the basis of its alerts. */
  public Proof proof() {
    return proof;
  }

  /** Returns the labels of its alerts, which are those a rule may match. */
  public List<String> labels() {
    return labels;
  }

  /** Returns its metrics; empty where its kind says what is evaluated, or it evaluates any. */
  public List<String> metrics() {
    return metrics;
  }

  /** Returns the fields without which it cannot be evaluated. */
  public List<String> required() {
    return required;
  }

  /** Returns every field that it uses. */
  public Set<String> accepted() {
    return accepted;
  }
}

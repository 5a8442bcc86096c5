package io.campaignpulse.testing;

import io.campaignpulse.event.Advice;
import io.campaignpulse.event.Alert;
import io.campaignpulse.event.AlertAction;
import io.campaignpulse.event.AlertCause;
import io.campaignpulse.event.AlertHeartbeat;
import io.campaignpulse.event.AlertMember;
import io.campaignpulse.event.AlertMessage;
import io.campaignpulse.event.AlertReason;
import io.campaignpulse.event.AlertRule;
import io.campaignpulse.event.AlertState;
import io.campaignpulse.event.AttributedMeasure;
import io.campaignpulse.event.AttributedTotals;
import io.campaignpulse.event.AttributionModel;
import io.campaignpulse.event.AuditAction;
import io.campaignpulse.event.AuditEntry;
import io.campaignpulse.event.BaseMeasure;
import io.campaignpulse.event.Booking;
import io.campaignpulse.event.BudgetAction;
import io.campaignpulse.event.BudgetStep;
import io.campaignpulse.event.BusinessMetrics;
import io.campaignpulse.event.CalendarEvent;
import io.campaignpulse.event.Campaign;
import io.campaignpulse.event.CampaignMetrics;
import io.campaignpulse.event.CampaignOutlook;
import io.campaignpulse.event.ChannelLags;
import io.campaignpulse.event.Conservation;
import io.campaignpulse.event.ConversionBooking;
import io.campaignpulse.event.ConversionOutlook;
import io.campaignpulse.event.ConversionType;
import io.campaignpulse.event.Correction;
import io.campaignpulse.event.CorrectionCause;
import io.campaignpulse.event.CoursePoint;
import io.campaignpulse.event.Credit;
import io.campaignpulse.event.CreditSource;
import io.campaignpulse.event.CustomerValue;
import io.campaignpulse.event.Decomposition;
import io.campaignpulse.event.EvidenceGrade;
import io.campaignpulse.event.Explanation;
import io.campaignpulse.event.FxRate;
import io.campaignpulse.event.HeartbeatState;
import io.campaignpulse.event.IdentityEvent;
import io.campaignpulse.event.Imbalance;
import io.campaignpulse.event.Interaction;
import io.campaignpulse.event.InteractionType;
import io.campaignpulse.event.InventoryEvent;
import io.campaignpulse.event.JourneyTouch;
import io.campaignpulse.event.LabelMatch;
import io.campaignpulse.event.LagShare;
import io.campaignpulse.event.LeadEvent;
import io.campaignpulse.event.LeadStage;
import io.campaignpulse.event.LedgerBook;
import io.campaignpulse.event.MessagePart;
import io.campaignpulse.event.ModelShare;
import io.campaignpulse.event.OrderEvent;
import io.campaignpulse.event.OrderLine;
import io.campaignpulse.event.OrderStatus;
import io.campaignpulse.event.Origin;
import io.campaignpulse.event.Outcome;
import io.campaignpulse.event.PlanBudget;
import io.campaignpulse.event.PlanDefinition;
import io.campaignpulse.event.PlanKind;
import io.campaignpulse.event.PlanProblem;
import io.campaignpulse.event.PlanProgress;
import io.campaignpulse.event.PlanProjection;
import io.campaignpulse.event.PlanStanding;
import io.campaignpulse.event.PlanStock;
import io.campaignpulse.event.ProjectionScore;
import io.campaignpulse.event.Promotion;
import io.campaignpulse.event.PromotionItem;
import io.campaignpulse.event.Rejection;
import io.campaignpulse.event.RejectionReason;
import io.campaignpulse.event.RuleKind;
import io.campaignpulse.event.SalesChannel;
import io.campaignpulse.event.Severity;
import io.campaignpulse.event.ShareMethod;
import io.campaignpulse.event.SpendLevel;
import io.campaignpulse.event.SpendReport;
import io.campaignpulse.event.TargetOutlook;
import io.campaignpulse.event.TargetStanding;
import io.campaignpulse.event.TimeBasis;
import io.campaignpulse.event.Topic;
import io.campaignpulse.event.TouchStanding;
import io.campaignpulse.event.WindowSize;
import io.campaignpulse.ingest.CanonicalJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One value of each topic in which no two fields of a type are alike. */
public final class TestingWireValues {
  /** 2026-03-02T10:00:00Z. */
  public static final long TIME = 1_772_445_600_000L;

  /** Partition 2, offset 7, arrived a second after {@link #TIME}. */
  public static final Origin ORIGIN = new Origin(2, 7, null, TIME + 1000);

  private TestingWireValues() {}

  public static Interaction interaction() {
    return new Interaction(
        "e-1",
        TIME,
        InteractionType.VISIT,
        "v-1",
        "c-1",
        "Spring 北京",
        "PAID_SEARCH",
        "https://shop.example/?utm_source=x",
        "https://ref.example/",
        "google",
        "cpc",
        "spring sale",
        "ag-1",
        "cr-1",
        "p-1",
        "eu",
        "mobile",
        "Mozilla/5.0",
        false,
        ORIGIN);
  }

  /** A click with nothing but what is required. */
  public static Interaction sparseClick(int number) {
    return new Interaction(
        "click-" + number,
        TIME + number,
        InteractionType.CLICK,
        "visitor-" + number % 7,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        true,
        ORIGIN);
  }

  public static LeadEvent lead() {
    return new LeadEvent(
        "e-2",
        TIME,
        "lead-1",
        LeadStage.OPPORTUNITY,
        "v-1",
        "c-1",
        "camp",
        "EMAIL",
        -1_234_567L,
        "EUR",
        "team a",
        "d-1",
        TIME + 5,
        null,
        ORIGIN);
  }

  public static OrderEvent order() {
    return new OrderEvent(
        "e-3",
        TIME,
        "o-1",
        OrderStatus.PLACED,
        "c-1",
        "v-1",
        "lead-1",
        "SEK",
        List.of(
            new OrderLine("sku-1", 1_500_000, 19_990_000, 127, 128L, "p-1"),
            new OrderLine("sku-2", 1, 999_999_999_999_999_999L, 0, null, null)),
        SalesChannel.DEALER,
        "d-1",
        "SPRING",
        ORIGIN);
  }

  /** Money given back without goods. */
  public static OrderEvent refund() {
    return new OrderEvent(
        "e-4",
        TIME,
        "o-1",
        OrderStatus.RETURNED,
        null,
        null,
        null,
        "SEK",
        List.of(),
        null,
        null,
        null,
        7L,
        128L,
        127L,
        1L,
        ORIGIN);
  }

  public static SpendReport spend() {
    return spend(SpendLevel.AD);
  }

  /** A spend report that says its level, or doesn't. */
  public static SpendReport spend(@Nullable SpendLevel level) {
    return new SpendReport(
        TIME,
        "camp",
        "DISPLAY",
        TIME - 86_400_000,
        TIME - 1,
        "EUR",
        80_000_000,
        3,
        level,
        "ag-1",
        "kw",
        5L,
        6L,
        ORIGIN);
  }

  public static InventoryEvent inventory() {
    return new InventoryEvent("e-4", TIME, "sku-1", "store 1", -32_769L, null, ORIGIN);
  }

  public static IdentityEvent identity() {
    return new IdentityEvent(TIME, "v-1", "c-1", false, ORIGIN);
  }

  public static Campaign campaign() {
    return CanonicalJson.stamped(
        json ->
            new Campaign(
                "camp",
                "Spring",
                "growth",
                List.of("EMAIL", "SMS"),
                TIME,
                TIME + 1,
                "EUR",
                5_000_000L,
                50_000_000L,
                new TreeMap<>(Map.of("cpa", "25.5", "roas", "4")),
                List.of("SPRING"),
                List.of("d-1", "d-2"),
                4,
                json,
                ORIGIN));
  }

  public static Campaign renamedCampaign() {
    return CanonicalJson.stamped(
        json ->
            new Campaign(
                "camp",
                "Spring",
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of("Easter", "March"),
                List.of(),
                5,
                json,
                ORIGIN));
  }

  public static Promotion promotion() {
    return CanonicalJson.stamped(
        json ->
            new Promotion(
                "p-1",
                "camp",
                "Clearance",
                TIME,
                TIME + 1,
                List.of(
                    new PromotionItem("sku-1", 1L, 2L, 3L, 4L, 5L, 6L),
                    new PromotionItem("sku-2", null, null, null, null, null, null)),
                "LINEAR",
                4,
                json,
                ORIGIN));
  }

  public static PlanDefinition plan() {
    return CanonicalJson.stamped(
        json ->
            new PlanDefinition(
                "plan-1",
                "Leads Q1",
                "plan-0",
                "leads",
                100_000_000,
                TIME,
                TIME + 1,
                "LEARNED",
                "camp",
                "EMAIL",
                "growth",
                "d-1",
                "p-1",
                4,
                json,
                ORIGIN));
  }

  public static FxRate fxRate() {
    return CanonicalJson.stamped(
        json -> new FxRate("IDR", TIME, new BigDecimal("0.0000613"), 4, json, ORIGIN));
  }

  public static CalendarEvent calendarEvent() {
    return CanonicalJson.stamped(
        json ->
            new CalendarEvent(
                "double-11",
                "双11",
                TIME,
                TIME + 1,
                List.of("camp"),
                List.of("EMAIL", "PAID_SEARCH"),
                List.of(),
                3.0,
                null,
                false,
                4,
                json,
                ORIGIN));
  }

  public static ChannelLags channelLags() {
    return CanonicalJson.stamped(
        json ->
            new ChannelLags(
                "EMAIL",
                ConversionType.QUALIFIED_LEAD,
                List.of(new LagShare(3_600_000, 0.5), new LagShare(604_800_000, 1)),
                4,
                json,
                ORIGIN));
  }

  public static AlertRule rule() {
    return rule(0.025, 15.0, 120.0, "ann", TIME);
  }

  /** The same as a release wrote it that knew no evidence and no author. */
  public static AlertRule ruleWithoutEvidence() {
    return rule(null, null, null, null, null);
  }

  private static AlertRule rule(
      @Nullable Double target,
      @Nullable Double warning,
      @Nullable Double critical,
      @Nullable String changedBy,
      @Nullable Long changedAt) {
    return CanonicalJson.stamped(
        json ->
            new AlertRule(
                "rule-1",
                RuleKind.THRESHOLD,
                "cpa",
                ">",
                25.1,
                3_600_000L,
                10,
                900_000,
                List.of(
                    new LabelMatch("channel", List.of("EMAIL", "SMS")),
                    new LabelMatch("department", List.of("growth"))),
                0.1,
                target,
                warning,
                critical,
                Severity.CRITICAL,
                AttributionModel.LINEAR,
                TimeBasis.INTERACTION_TIME,
                List.of("ops"),
                false,
                changedBy,
                changedAt,
                4,
                json,
                ORIGIN));
  }

  public static Credit credit() {
    return credit("d-1");
  }

  /** A credit as releases wrote it that knew no dealers. */
  public static Credit creditWithoutDealer() {
    return credit(null);
  }

  private static Credit credit(@Nullable String dealerId) {
    return new Credit(
        AttributionModel.POSITION_BASED,
        "lead-1:QUALIFIED",
        ConversionType.QUALIFIED_LEAD,
        TIME,
        "c:c-1",
        "camp|1",
        "EMAIL",
        "e-1",
        TIME - 5,
        333_333_334,
        -12_345_678,
        List.of(new Booking(TIME, amounts(1)), new Booking(TIME + 9, amounts(-1000))),
        dealerId,
        500_000_000L,
        99L,
        true,
        true,
        1_772_445_600_001L);
  }

  /** An order with an eligible touch, one that is too old, and a correction. */
  public static Explanation explanation() {
    long[] shared = new long[AttributionModel.values().length];
    shared[AttributionModel.FIRST_TOUCH.ordinal()] = 1_000_000_000;
    shared[AttributionModel.LINEAR.ordinal()] = 500_000_000;
    return new Explanation(
        "order|1",
        ConversionType.ORDER,
        TIME,
        TIME,
        "c:c-1",
        null,
        49_990_000,
        true,
        false,
        CreditSource.TOUCHES,
        null,
        null,
        List.of(
            new JourneyTouch(
                "e-0",
                TIME - 4_000_000_000L,
                InteractionType.IMPRESSION,
                "camp|1",
                "DISPLAY",
                TouchStanding.BEFORE_LOOK_BACK,
                new long[shared.length]),
            new JourneyTouch(
                "e-1",
                TIME - 5,
                InteractionType.CLICK,
                "<b>",
                "EMAIL",
                TouchStanding.ELIGIBLE,
                shared)),
        List.of(new Correction(CorrectionCause.IDENTITY, TIME + 1, TIME + 2)),
        21,
        1_772_445_600_001L);
  }

  /** One minute with credit under LAST_TOUCH by conversion time: 2 orders from 4 clicks. */
  public static CampaignMetrics campaignMetrics() {
    long[] base = new long[BaseMeasure.COUNT];
    for (int i = 0; i < base.length; i++) {
      base[i] = i + 3L;
    }
    base[BaseMeasure.SPEND.ordinal()] = 50_000_000;
    long[] amounts = new long[AttributedMeasure.COUNT];
    amounts[AttributedMeasure.ORDERS.ordinal()] = 2_000_000_000;
    amounts[AttributedMeasure.NET_REVENUE.ordinal()] = 200_000_000;
    amounts[AttributedMeasure.COGS.ordinal()] = 75_000_000;
    return new CampaignMetrics(
        WindowSize.PT1M,
        TIME,
        TIME + 60_000,
        "camp",
        "EMAIL",
        base,
        2,
        List.of(
            new AttributedTotals(AttributionModel.LAST_TOUCH, TimeBasis.CONVERSION_TIME, amounts)),
        TIME - 1,
        true,
        11,
        TIME + 61_000);
  }

  public static BusinessMetrics businessMetrics() {
    return new BusinessMetrics(
        WindowSize.LIFE,
        0,
        null,
        50_000_000,
        amounts(7),
        new Conservation(
            91_000_003,
            91_000_000,
            List.of(
                new Imbalance(
                    AttributionModel.LAST_TOUCH,
                    TimeBasis.CONVERSION_TIME,
                    AttributedMeasure.NET_REVENUE,
                    91_000_003,
                    91_000_000),
                new Imbalance(
                    AttributionModel.LINEAR,
                    TimeBasis.INTERACTION_TIME,
                    AttributedMeasure.ORDERS,
                    9_000_000_000_000_000_000L,
                    -1))),
        false,
        11,
        TIME + 61_000);
  }

  public static ConversionBooking conversionBooking() {
    return new ConversionBooking(
        "lead-1:QUALIFIED",
        ConversionType.QUALIFIED_LEAD,
        List.of(new Booking(TIME, amounts(1)), new Booking(TIME + 9, amounts(-1000))));
  }

  public static CustomerValue customerValue() {
    return new CustomerValue(
        "camp", "EMAIL", 30, 1_333_333_333L, 50_000_001L, 2.5, 1.25, 2.0, 7, 11, TIME + 61_000);
  }

  public static ModelShare modelShare() {
    return new ModelShare(
        ShareMethod.SHAPLEY,
        ConversionType.LEAD,
        "camp|x",
        "EMAIL",
        0.25,
        8,
        3,
        TIME,
        11,
        TIME + 61_000);
  }

  /** A clearance that says all a clearance can say. */
  public static PlanProgress clearance() {
    return new PlanProgress(
        "clearance:promo:sku|1",
        "Spring sale: sku|1",
        "clearance:promo",
        PlanKind.CLEARANCE,
        "units",
        200_000_000,
        TIME - 3_600_000,
        TIME + 3_600_000,
        "LINEAR",
        "camp",
        null,
        null,
        null,
        "promo",
        "sku|1",
        90_500_000,
        0.5,
        0.4525,
        0.905,
        new PlanProjection(181_000_000, 160_000_000, 202_000_000, 0.125),
        null,
        new PlanStock(
            250_000_000L,
            20_000_000,
            179_500_000L,
            0.335,
            1.75,
            89_000_000L,
            68_000_000L,
            110_000_000L,
            TIME + 3_000_000,
            TIME - 1_000,
            90_500,
            905_000_000L,
            100_000_001L,
            40_000_000L,
            50_500_000L,
            1.2,
            30_000_000L,
            20_000_000L,
            12_500_000L),
        PlanStanding.BEHIND,
        null,
        null,
        List.of(
            new CoursePoint(TIME, 100_000_000, 90_500_000L, null, null, null, 95_000_000L),
            new CoursePoint(
                TIME + 3_600_000,
                200_000_000,
                null,
                181_000_000L,
                160_000_000L,
                202_000_000L,
                null)),
        false,
        11,
        TIME + 61_000,
        TIME + 60_000,
        TIME - 1_800_000);
  }

  /** A daily budget, taken back by the catalogue. */
  public static PlanProgress dailyBudget() {
    return new PlanProgress(
        "budget:camp:2026-03-02",
        "Camp, 2 March 2026",
        "budget:camp",
        PlanKind.DAILY_BUDGET,
        "spend",
        100_000_000,
        TIME - 3_600_000,
        TIME + 3_600_000,
        null,
        "camp",
        null,
        null,
        null,
        null,
        null,
        180_000_001,
        0.25,
        1.80000001,
        7.20000004,
        new PlanProjection(190_000_000, 185_000_000, 200_000_000, 0.0),
        new PlanBudget(
            2_500_000, TIME - 60_000, -82_500_001L, 400_000_000L, 3_040_000_000L, 0, 200_000_000),
        null,
        PlanStanding.AHEAD,
        null,
        null,
        List.of(),
        true,
        12,
        TIME,
        null,
        null);
  }

  /** A target that contradicts the plans below it, so that nothing of it can be judged. */
  public static PlanProgress unsoundTarget() {
    return new PlanProgress(
        "growth",
        "Growth",
        null,
        PlanKind.TARGET,
        "qualifiedLeads",
        80_000_000,
        TIME,
        TIME + 3_600_000,
        "0.5,1",
        null,
        "EMAIL",
        "marketing",
        "dealer-1",
        null,
        null,
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        PlanStanding.INVALID,
        PlanProblem.GOAL_NOT_SUM_OF_CHILDREN,
        "The goal is 80, but the goals of the plans below sum to 70.",
        List.of(),
        false,
        1,
        TIME,
        null,
        null);
  }

  public static ProjectionScore projectionScore() {
    return new ProjectionScore(
        "PLAN", "budget:camp|x", 5_400_000, 190.5, 180.0, 200.25, 201.0, false, 11, TIME);
  }

  public static Alert alert() {
    return new Alert(
        "a1b2:1772445600000",
        "rule-1",
        RuleKind.THRESHOLD,
        Severity.WARNING,
        AlertState.FIRING,
        AlertCause.EFFICIENCY_LOW,
        AlertReason.LATE_CONVERSIONS,
        "camp",
        "EMAIL",
        "p-1",
        "plan-1",
        "growth",
        "sku-1",
        List.of(
            new AlertMember("camp", "EMAIL", "a1b2:1"), new AlertMember("camp", "DISPLAY", null)),
        3,
        2,
        "cpa",
        1.5,
        2.5,
        3.5,
        4.5,
        5.5,
        6.5,
        7.5,
        17.25,
        8.5,
        9_000_000L,
        "USD",
        new Decomposition(-0.1, -0.2, 0.3, -0.4),
        "Lower the bids.",
        "降低出价。",
        TIME,
        TIME + 1,
        TIME + 2,
        "CPA above target: camp",
        "单次转化成本高于目标：camp",
        "CPA of camp is 60 against a target of 25.",
        "camp 的单次转化成本为 60，目标 25。",
        AlertMessage.of(
            "target.above",
            MessagePart.text("campaign", "camp"),
            MessagePart.money("target", 25_000_000, "EUR"),
            MessagePart.instant("since", TIME)),
        AlertMessage.of("action.lowerBids"),
        TIME + 3,
        12);
  }

  public static CampaignOutlook campaignOutlook() {
    return new CampaignOutlook(
        "camp|x",
        "EMAIL",
        TIME,
        List.of(
            new ConversionOutlook(ConversionType.ORDER, 1200, 30.5, 0.75, 40.5, 35, 47.25),
            new ConversionOutlook(ConversionType.LOST_LEAD, 1200, 0, 0.25, 1, 0, 3)),
        List.of(
            new TargetOutlook(
                "rule-1",
                RuleKind.COST_PER,
                2,
                3,
                "cpa",
                25,
                TargetStanding.MISSED,
                null,
                null,
                31.5,
                30.0,
                27.5,
                33.25,
                0.75,
                42.5,
                1.375,
                1.125,
                1.625,
                12.5,
                6.5,
                Severity.CRITICAL,
                null,
                AlertCause.EFFICIENCY_LOW),
            new TargetOutlook(
                "rule-2",
                RuleKind.CONVERSION_RATE,
                1,
                1,
                "cvr",
                0.03,
                TargetStanding.PAUSED,
                AlertReason.LAGS_CHANGED,
                TIME + 3,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                null)),
        14,
        TIME + 1);
  }

  public static AlertHeartbeat alertHeartbeat() {
    return new AlertHeartbeat(
        "orders", HeartbeatState.CATCHING_UP, TIME, TIME + 60_000, TIME + 60_000, TIME + 65_000);
  }

  public static BudgetAction budgetAction() {
    return new BudgetAction(
        "a1b2:1772445600|undo|act",
        BudgetStep.UNDO,
        "a1b2:1772445600",
        "c-1",
        "PAID_SEARCH",
        "EUR",
        80_000_000,
        100_000_001,
        120_000_000,
        "a1b2:1772445600|change|act",
        "budgets",
        Advice.REDUCE,
        EvidenceGrade.STRONG,
        "r-1",
        "7",
        3,
        5_000_000L,
        TIME + 4,
        true);
  }

  public static AlertAction alertAction() {
    return new AlertAction(
        "a1b2:1772445600", "Mei", TIME, "Noor", TIME + 1, TIME + 2, "Asked the dealer.", 13);
  }

  public static AuditEntry auditEntry() {
    return new AuditEntry(
        "alert-actions",
        "a1b2:1772445600|x",
        AuditAction.SNOOZE,
        "Noor",
        TIME,
        "{\"acknowledgedBy\":\"Mei\"}",
        "{\"snoozedBy\":\"Noor\"}",
        13);
  }

  public static Rejection rejection() {
    return new Rejection(
        Topic.ORDERS,
        2,
        7,
        null,
        TIME,
        RejectionReason.INVALID_VALUE,
        "quantity: not above 0",
        "{}".getBytes(StandardCharsets.UTF_8));
  }

  public static LedgerBook ledger() {
    long[] counts = new long[Outcome.values().length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = 100L + i;
    }
    return new LedgerBook(Topic.FX_RATES, counts, 11, TIME);
  }

  private static long[] amounts(long factor) {
    long[] amounts = new long[AttributedMeasure.COUNT];
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = factor * (i + 1);
    }
    return amounts;
  }
}

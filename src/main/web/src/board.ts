/** What the stream says; the server's Board. Money comes as exact decimal text. */

export type Figure = number | string | null;

export const METRICS = [
  'impressions',
  'clicks',
  'visits',
  'spend',
  'provisionalSpend',
  'leads',
  'orders',
  'newCustomers',
  'netRevenue',
  'ctr',
  'cvr',
  'cpc',
  'cpa',
  'cpaLive',
  'cac',
  'roas',
  'roasLive',
] as const;

export type Metric = (typeof METRICS)[number];

export type Totals = Readonly<Record<Metric | 'mer', Figure>>;

export interface Row extends Readonly<Record<Metric, Figure>> {
  readonly campaignId: string;
  readonly channel: string;
  /** Until when reports cover its spend. */
  readonly spendReportedUntil: string | null;
}

export interface Minute {
  readonly spend: number;
  readonly clicks: number;
  readonly orders: number;
  readonly netRevenue: number;
}

export interface Alert {
  readonly alertId: string;
  readonly ruleId: string;
  readonly kind: string;
  readonly severity: 'INFO' | 'WARNING' | 'CRITICAL';
  readonly state: 'PENDING' | 'FIRING' | 'PAUSED' | 'RESOLVED' | 'RETRACTED';
  readonly cause: string | null;
  readonly reason: string | null;
  readonly campaignId: string | null;
  readonly channel: string | null;
  readonly subject: string | null;
  readonly members: readonly AlertMember[];
  readonly metric: string | null;
  readonly observed: number | null;
  readonly expected: number | null;
  readonly target: number | null;
  readonly ratio: number | null;
  readonly ratioLow: number | null;
  readonly ratioHigh: number | null;
  readonly evidence: number | null;
  readonly eValue: number | null;
  readonly maturity: number | null;
  readonly moneyAtRisk: string | null;
  readonly currency: string | null;
  readonly decomposition: Decomposition | null;
  readonly recommendedAction: string | null;
  readonly recommendedActionZh: string | null;
  readonly startsAt: string;
  readonly updatedAt: string;
  readonly endsAt: string | null;
  readonly headline: string;
  readonly headlineZh: string;
  readonly summary: string;
  readonly summaryZh: string;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: string | null;
  readonly snoozedBy: string | null;
  readonly snoozedUntil: string | null;
  readonly note: string | null;
}

/** A series of a group alert; its own alert, if any, is paused meanwhile. */
export interface AlertMember {
  readonly campaignId: string;
  readonly channel: string;
  readonly alertId: string | null;
}

/** What a miss is made of: natural logarithms of factors. */
export interface Decomposition {
  readonly traffic: number;
  readonly conversion: number;
  readonly orderValue: number;
  readonly availability: number;
}

/** Conversions of the clicks of the last 30 days, and where they are heading. */
export interface ConversionOutlook {
  readonly conversionType: string;
  readonly clicks: number;
  readonly conversions: number;
  readonly maturity: number;
  readonly projected: number;
  readonly low: number;
  readonly high: number;
}

/** A target as a rule sees it. */
export interface TargetOutlook {
  readonly ruleId: string;
  readonly metric: string;
  readonly target: number;
  readonly standing: 'LEARNING' | 'OK' | 'MISSED' | 'PAUSED';
  readonly observed: number | null;
  readonly projected: number | null;
  readonly projectedLow: number | null;
  readonly projectedHigh: number | null;
  readonly maturity: number;
  readonly evidence: number | null;
  readonly expectedPerDay: number;
  readonly daysToKnow: number | null;
}

/** How far the conversions of a campaign and channel have come in. */
export interface Outlook {
  readonly campaignId: string;
  readonly channel: string;
  readonly asOf: string;
  readonly byConversionType: readonly ConversionOutlook[];
  readonly targets: readonly TargetOutlook[];
}

/** A measure whose credit is not what was booked; amounts as exact text. */
export interface Imbalance {
  readonly model: string;
  readonly basis: string;
  readonly measure: string;
  readonly ledger: string;
  readonly credited: string;
  readonly difference: string;
}

/** Whether credit ties out with the order ledger; the numbers are absent before there are any. */
export interface Books {
  readonly brokenSince: string | null;
  readonly summary: string | null;
  readonly balanced?: boolean;
  readonly unbalanced?: readonly Imbalance[];
}

export type Guardrail =
  | 'ALLOWED'
  | 'NO_HEARTBEAT'
  | 'CATCHING_UP'
  | 'PAUSED'
  | 'LEARNING'
  | 'EXPIRED'
  | 'UNDO';

/** How far alerts have been evaluated, and what that allows. */
export interface Evaluation {
  readonly guardrail: Guardrail;
  readonly evaluatedUntil: string | null;
  readonly sources: readonly { readonly source: string; readonly state: string }[];
}

export interface LedgerBook {
  readonly topic: string;
  readonly received: number;
  readonly counted: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly filtered: number;
  readonly late: number;
  readonly inFlight: number;
}

/** A plan in progress; amounts as exact text in the unit of the measure. */
export interface Plan {
  readonly planId: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly kind: 'BUDGET' | 'DAILY_BUDGET' | 'CLEARANCE' | 'TARGET';
  readonly measure: string;
  readonly goal: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly campaignId: string | null;
  readonly channel: string | null;
  readonly department: string | null;
  readonly dealerId: string | null;
  readonly promotionId: string | null;
  readonly sku: string | null;
  readonly actual: string;
  readonly plannedShare: number | null;
  readonly attainment: number | null;
  readonly pace: number | null;
  readonly projectedTotal: string | null;
  readonly low: string | null;
  readonly high: string | null;
  readonly probabilityOfGoal: number | null;
  readonly standing: Standing;
  readonly problem: string | null;
  readonly problemDetail: string | null;
  readonly revision: number;
  // Of budgets only.
  readonly provisional?: string;
  readonly remainingPerDay?: string | null;
  readonly monthActual?: string | null;
  readonly monthLimit?: string | null;
  readonly underDelivery?: string;
  // Of clearances only.
  readonly opening?: string | null;
  readonly received?: string;
  readonly onHand?: string | null;
  readonly sellThrough?: number | null;
  readonly weeksOfSupply?: number | null;
  readonly projectedLeftover?: string | null;
  readonly leftoverLow?: string | null;
  readonly leftoverHigh?: string | null;
  readonly stockOutAt?: string | null;
  readonly soldOutAt?: string | null;
  readonly discountCost?: string | null;
  readonly marginGivenUp?: string | null;
  readonly vsExpected?: string | null;
  readonly requiredUplift?: number | null;
}

export type Standing =
  | 'NOT_STARTED'
  | 'ON_PLAN'
  | 'BEHIND'
  | 'AHEAD'
  | 'OVERSPENT'
  | 'SOLD_OUT'
  | 'REACHED'
  | 'MISSED'
  | 'INVALID';

/** A plan at an instant; cumulative amounts as exact text. */
export interface CoursePoint {
  readonly time: string;
  readonly planned: string;
  readonly actual: string | null;
  readonly projected: string | null;
  readonly low: string | null;
  readonly high: string | null;
}

/** How well the projections of a kind did. */
export interface Calibration {
  readonly kind: string;
  readonly graded: number;
  readonly withInterval: number;
  readonly coverage: number | null;
  readonly bias: number | null;
}

export interface Meta {
  readonly now: string;
  readonly eventTime: string | null;
  readonly feed: 'CATCHING_UP' | 'LIVE' | 'UNREACHABLE';
  readonly currency: string;
  readonly timeZone: string;
  readonly model: string;
  readonly basis: string;
  readonly models: readonly string[];
}

export interface Sections {
  readonly hour: Readonly<Record<string, Row>>;
  readonly today: Readonly<Record<string, Row>>;
  readonly life: Readonly<Record<string, Row>>;
  readonly totals: Readonly<Record<string, Totals>>;
  readonly minutes: Readonly<Record<string, Minute>>;
  readonly plans: Readonly<Record<string, Plan>>;
  readonly calibration: Readonly<Record<string, Calibration>>;
  readonly alerts: Readonly<Record<string, Alert>>;
  readonly evaluation: Readonly<Record<string, Evaluation>>;
  readonly ledger: Readonly<Record<string, LedgerBook>>;
  readonly conservation: Readonly<Record<string, Books>>;
  readonly campaigns: Readonly<Record<string, { readonly name: string }>>;
  readonly outlooks: Readonly<Record<string, Outlook>>;
}

export type SectionName = keyof Sections;

export interface Snapshot {
  readonly meta: Meta;
  readonly sections: Partial<Sections>;
}

export interface Changes {
  readonly meta: Meta;
  readonly set: Partial<Sections>;
  readonly removed: Partial<Record<SectionName, readonly string[]>>;
}

export const EMPTY: Sections = {
  hour: {},
  today: {},
  life: {},
  totals: {},
  minutes: {},
  plans: {},
  calibration: {},
  alerts: {},
  evaluation: {},
  ledger: {},
  conservation: {},
  campaigns: {},
  outlooks: {},
};

/** A section with some values set and some removed; the section itself if nothing changed. */
export function patched<T>(
  section: Readonly<Record<string, T>>,
  set: Readonly<Record<string, T>> | undefined,
  removed: readonly string[] | undefined,
): Readonly<Record<string, T>> {
  if (!set && !removed) return section;
  const next: Record<string, T> = { ...section, ...set };
  for (const key of removed ?? []) delete next[key];
  return next;
}

/** What share a model gives each campaign and channel in the conversions of a type. */
export interface ModelShares {
  readonly method: string;
  readonly conversionType: string;
  readonly modelVersion: string;
  readonly asOf: string;
  readonly conversionsWithTouch: number;
  readonly conversionsWithoutTouch: number;
  readonly shares: readonly {
    readonly campaignId: string;
    readonly channel: string;
    readonly share: number;
  }[];
}

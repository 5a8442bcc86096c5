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
  readonly state: 'PENDING' | 'FIRING' | 'RESOLVED' | 'RETRACTED';
  readonly campaignId: string | null;
  readonly channel: string | null;
  readonly metric: string | null;
  readonly observed: number | null;
  readonly expected: number | null;
  readonly target: number | null;
  readonly startsAt: string;
  readonly updatedAt: string;
  readonly endsAt: string | null;
  readonly summary: string;
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
  readonly ledger: Readonly<Record<string, LedgerBook>>;
  readonly conservation: Readonly<Record<string, Books>>;
  readonly campaigns: Readonly<Record<string, { readonly name: string }>>;
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
  ledger: {},
  conservation: {},
  campaigns: {},
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

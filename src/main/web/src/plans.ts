import type { Figure, Plan, Standing } from './board';
import { bigCount, bigMoney, isMoney, NOTHING, numeric } from './format';

/** An amount in the unit of a plan's measure. */
export function amount(plan: Plan, figure: Figure | undefined, currency: string): string {
  return isMoney(plan.measure) ? bigMoney(figure, currency) : bigCount(figure);
}

/** The interval of a projection. */
export function interval(
  plan: Plan,
  low: Figure | undefined,
  high: Figure | undefined,
  currency: string,
): string {
  return numeric(low) === null || numeric(high) === null
    ? NOTHING
    : `${amount(plan, low, currency)} to ${amount(plan, high, currency)}`;
}

interface Verdict {
  readonly tone: 'good' | 'warn' | 'bad' | 'unknown';
  readonly text: string;
}

const GOALS: Record<Standing, Verdict> = {
  NOT_STARTED: { tone: 'unknown', text: 'Not started' },
  ON_PLAN: { tone: 'good', text: 'On plan' },
  BEHIND: { tone: 'warn', text: 'Behind' },
  AHEAD: { tone: 'good', text: 'Ahead' },
  OVERSPENT: { tone: 'bad', text: 'Overspent' },
  SOLD_OUT: { tone: 'warn', text: 'Sold out' },
  REACHED: { tone: 'good', text: 'Reached' },
  MISSED: { tone: 'bad', text: 'Missed' },
  INVALID: { tone: 'bad', text: 'Invalid' },
};

// A budget is a limit: to be ahead of it is no good news.
const LIMITS: Partial<Record<Standing, Verdict>> = {
  BEHIND: { tone: 'warn', text: 'Will not be spent' },
  AHEAD: { tone: 'warn', text: 'Will be overspent' },
  REACHED: { tone: 'good', text: 'Kept' },
  MISSED: { tone: 'bad', text: 'Not kept' },
};

function isBudget(plan: Plan): boolean {
  return plan.kind === 'BUDGET' || plan.kind === 'DAILY_BUDGET';
}

/** How a plan stands, in a word and its tone. */
export function verdict(plan: Plan): Verdict {
  return (isBudget(plan) ? LIMITS[plan.standing] : undefined) ?? GOALS[plan.standing];
}

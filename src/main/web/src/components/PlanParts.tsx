import type { Plan } from '../board';
import { numeric, wholePercent } from '../format';
import { amount, interval, verdict } from '../plans';

export function Standing({ plan }: { plan: Plan }) {
  const { tone, text } = verdict(plan);
  return <span class={`pill ${tone}`}>{text}</span>;
}

/** Why a plan cannot be judged. */
export function Problem({ plan }: { plan: Plan }) {
  return plan.problem === null ? null : (
    <p class="plan-problem" role="note">
      {plan.problemDetail ?? plan.problem}
    </p>
  );
}

/**
 * How far a plan is, drawn to scale: what was reached, what is provisional, where it was to be by
 * now, the goal, and where it is heading with the interval.
 */
export function PacingBar({ plan, currency }: { plan: Plan; currency: string }) {
  const goal = numeric(plan.goal) ?? 0;
  const actual = Math.max(0, numeric(plan.actual) ?? 0);
  const provisional = Math.max(0, numeric(plan.provisional) ?? 0);
  const projected = numeric(plan.projectedTotal);
  const low = numeric(plan.low);
  const high = numeric(plan.high);
  const most = Math.max(goal, actual + provisional, high ?? 0, projected ?? 0) || 1;
  const at = (value: number) => `${(100 * Math.max(0, value)) / most}%`;
  return (
    <div class="pacing" role="img" aria-label={sentence(plan, currency)}>
      <div class="pacing-track">
        <i class={`pacing-actual ${verdict(plan).tone}`} style={{ width: at(actual) }} />
        {provisional > 0 && (
          <i class="pacing-provisional" style={{ left: at(actual), width: at(provisional) }} />
        )}
      </div>
      {low !== null && high !== null && (
        <i class="pacing-interval" style={{ left: at(low), width: at(high - Math.max(0, low)) }} />
      )}
      {projected !== null && <i class="pacing-projected" style={{ left: at(projected) }} />}
      <i class="pacing-goal" style={{ left: at(goal) }} />
      {plan.plannedShare !== null && plan.plannedShare < 1 && (
        <i class="pacing-planned" style={{ left: at(goal * plan.plannedShare) }} />
      )}
    </div>
  );
}

/** What the bar shows, in words. */
function sentence(plan: Plan, currency: string): string {
  const told = (figure: string | null | undefined) => amount(plan, figure, currency);
  const parts = [
    `${told(plan.actual)} of ${told(plan.goal)}, ${wholePercent(plan.attainment)}`,
    `${wholePercent(plan.plannedShare)} planned by now`,
  ];
  if (numeric(plan.provisional)) parts.push(`${told(plan.provisional)} more provisional`);
  if (plan.projectedTotal !== null) {
    const range = interval(plan, plan.low, plan.high, currency);
    parts.push(`heading for ${told(plan.projectedTotal)}, 80 % interval ${range}`);
  }
  return parts.join('; ');
}

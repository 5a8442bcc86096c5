import { computed } from '@preact/signals';
import type { Plan } from '../board';
import { numeric, wholePercent } from '../format';
import { amount, interval } from '../plans';
import { campaignName, meta, plans } from '../store';
import { PacingBar, Problem, Standing } from './PlanParts';
import { ProjectionScore } from './ProjectionScore';

interface Budgets {
  readonly campaignId: string;
  readonly flight?: Plan;
  readonly day?: Plan;
}

const byCampaign = computed<readonly Budgets[]>(() => {
  const found = new Map<string, Budgets>();
  for (const plan of plans.value) {
    const campaignId = plan.campaignId;
    if (campaignId !== null && (plan.kind === 'BUDGET' || plan.kind === 'DAILY_BUDGET')) {
      const part = plan.kind === 'BUDGET' ? { flight: plan } : { day: plan };
      found.set(campaignId, { ...(found.get(campaignId) ?? { campaignId }), ...part });
    }
  }
  return [...found.values()].sort((a, b) =>
    campaignName(a.campaignId).localeCompare(campaignName(b.campaignId)),
  );
});

function Facts({ plan, currency }: { plan: Plan; currency: string }) {
  const under = numeric(plan.underDelivery) ?? 0;
  return (
    <p class="plan-facts">
      <span>
        <strong>{amount(plan, plan.actual, currency)}</strong> of{' '}
        {amount(plan, plan.goal, currency)} ({wholePercent(plan.attainment)}, planned{' '}
        {wholePercent(plan.plannedShare)})
      </span>
      {(numeric(plan.provisional) ?? 0) > 0 && (
        <span>+ {amount(plan, plan.provisional, currency)} provisional</span>
      )}
      {plan.projectedTotal !== null && (
        <span>
          Heading for <strong>{amount(plan, plan.projectedTotal, currency)}</strong>{' '}
          <span class="quiet">({interval(plan, plan.low, plan.high, currency)})</span>
        </span>
      )}
      {plan.probabilityOfGoal !== null && (
        <span>{wholePercent(plan.probabilityOfGoal)} likely to be kept</span>
      )}
      {plan.kind === 'BUDGET' && plan.remainingPerDay != null && (
        <span>{amount(plan, plan.remainingPerDay, currency)} left a day</span>
      )}
      {plan.kind === 'BUDGET' && under > 0 && (
        <span>{amount(plan, plan.underDelivery, currency)} heading to stay unspent</span>
      )}
    </p>
  );
}

/** What platforms may do with a daily budget, and what they did. */
function MonthRule({ plan, currency }: { plan: Plan; currency: string }) {
  if (plan.monthActual == null || plan.monthLimit == null) return null;
  const goal = numeric(plan.goal) ?? 0;
  const actual = numeric(plan.actual) ?? 0;
  const kept = (numeric(plan.monthActual) ?? 0) <= (numeric(plan.monthLimit) ?? 0);
  const month = `${amount(plan, plan.monthActual, currency)} of ${amount(plan, plan.monthLimit, currency)}`;
  return (
    <p class="quiet plan-rule">
      {actual > goal && actual <= 2 * goal && kept
        ? `Over today's budget, which is allowed: a day may take up to twice its budget while the month stays within 30.4 days' worth, and it has taken ${month}.`
        : kept
          ? `The month has taken ${month} (30.4 days' worth).`
          : `The month has taken ${month}: more than 30.4 days' worth.`}
    </p>
  );
}

function Campaign({ budgets, currency }: { budgets: Budgets; currency: string }) {
  const { campaignId, flight, day } = budgets;
  return (
    <li class="plan" data-testid="budget">
      <h3 title={campaignId}>{campaignName(campaignId)}</h3>
      {[flight, day].map(
        (plan) =>
          plan && (
            <div class="plan-line" key={plan.kind}>
              <div class="plan-head">
                <span class="quiet">{plan.kind === 'BUDGET' ? 'Flight' : 'Today'}</span>
                <Standing plan={plan} />
              </div>
              <PacingBar plan={plan} currency={currency} />
              <Facts plan={plan} currency={currency} />
              {plan.kind === 'DAILY_BUDGET' && <MonthRule plan={plan} currency={currency} />}
              <Problem plan={plan} />
            </div>
          ),
      )}
    </li>
  );
}

export function Pacing() {
  const currency = meta.value?.currency ?? 'USD';
  if (byCampaign.value.length === 0) return null;
  return (
    <section class="card" aria-labelledby="pacing-title">
      <div class="card-head">
        <h2 id="pacing-title">
          Budgets <span class="quiet">spent against plan</span>
        </h2>
        <ul class="legend" aria-hidden="true">
          <li>
            <i class="key pacing-actual good" /> Spent
          </li>
          <li>
            <i class="key pacing-provisional" /> Provisional
          </li>
          <li>
            <i class="key key-planned" /> Planned by now
          </li>
          <li>
            <i class="key key-projected" /> Heading for, 80 %
          </li>
          <li>
            <i class="key key-goal" /> Budget
          </li>
        </ul>
      </div>
      <ul class="plans" data-testid="budgets">
        {byCampaign.value.map((budgets) => (
          <Campaign key={budgets.campaignId} budgets={budgets} currency={currency} />
        ))}
      </ul>
      <ProjectionScore />
    </section>
  );
}

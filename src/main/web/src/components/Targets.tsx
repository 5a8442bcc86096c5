import { computed } from '@preact/signals';
import type { Plan } from '../board';
import { metricLabel, wholePercent } from '../format';
import { amount, interval } from '../plans';
import { campaignName, meta, plans } from '../store';
import { PacingBar, Problem, Standing } from './PlanParts';

interface Node {
  readonly plan: Plan;
  readonly depth: number;
}

/** Each target with its parts below it; those whose parent isn't there, or in a circle, on top. */
const tree = computed<readonly Node[]>(() => {
  const targets = plans.value
    .filter((plan) => plan.kind === 'TARGET')
    .sort((a, b) => a.name.localeCompare(b.name) || a.planId.localeCompare(b.planId));
  const ids = new Set(targets.map((plan) => plan.planId));
  const nodes = new Map<string, Node>();
  const add = (plan: Plan, depth: number) => {
    if (nodes.has(plan.planId)) return;
    nodes.set(plan.planId, { plan, depth });
    targets.filter((part) => part.parentId === plan.planId).forEach((part) => add(part, depth + 1));
  };
  targets
    .filter((plan) => plan.parentId === null || !ids.has(plan.parentId))
    .forEach((root) => add(root, 0));
  targets.forEach((plan) => add(plan, 0));
  return [...nodes.values()];
});

function scopeOf(plan: Plan): string {
  return [
    plan.department,
    plan.channel,
    plan.dealerId,
    plan.campaignId && campaignName(plan.campaignId),
    plan.promotionId,
  ]
    .filter(Boolean)
    .join(' · ');
}

function Line({ node, currency }: { node: Node; currency: string }) {
  const { plan, depth } = node;
  const parent = plans.value.find((other) => other.planId === plan.parentId);
  return (
    <>
      <tr class={plan.problem === null ? undefined : 'invalid'} data-testid="target">
        <th scope="row" class={`depth-${Math.min(depth, 4)}`} title={plan.planId}>
          <span class="name">{plan.name}</span>
          {parent && <span class="unseen">, part of {parent.name}</span>}
          <span class="scope quiet">{scopeOf(plan)}</span>
        </th>
        <td>{metricLabel(plan.measure)}</td>
        <td>
          <Standing plan={plan} />
        </td>
        <td class="bar">
          {plan.problem === null && <PacingBar plan={plan} currency={currency} />}
        </td>
        <td class="number">
          {amount(plan, plan.actual, currency)}{' '}
          <span class="quiet">of {amount(plan, plan.goal, currency)}</span>
        </td>
        <td class="number">
          {amount(plan, plan.projectedTotal, currency)}{' '}
          {plan.projectedTotal !== null && (
            <span class="quiet">{interval(plan, plan.low, plan.high, currency)}</span>
          )}
        </td>
        <td class="number">
          <strong>{wholePercent(plan.probabilityOfGoal)}</strong>
        </td>
      </tr>
      {plan.problem !== null && (
        <tr class="invalid">
          <td colSpan={7} class={`depth-${Math.min(depth, 4)}`}>
            <Problem plan={plan} />
          </td>
        </tr>
      )}
    </>
  );
}

export function Targets() {
  const currency = meta.value?.currency ?? 'USD';
  if (tree.value.length === 0) return null;
  return (
    <section class="card" aria-labelledby="targets-title">
      <div class="card-head">
        <h2 id="targets-title">
          Targets <span class="quiet">shared, and broken down; a goal is the sum of its parts</span>
        </h2>
      </div>
      <div class="scroll" role="region" aria-labelledby="targets-title" tabIndex={0}>
        <table class="targets" data-testid="targets">
          <thead>
            <tr>
              <th scope="col">Target</th>
              <th scope="col">Measure</th>
              <th scope="col">Standing</th>
              <th scope="col">
                <span class="unseen">Progress</span>
              </th>
              <th scope="col" class="number">
                Reached
              </th>
              <th scope="col" class="number">
                Heading for, 80 %
              </th>
              <th scope="col" class="number">
                Probability
              </th>
            </tr>
          </thead>
          <tbody>
            {tree.value.map((node) => (
              <Line key={node.plan.planId} node={node} currency={currency} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

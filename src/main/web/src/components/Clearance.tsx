import { computed, effect, signal } from '@preact/signals';
import { clearance as askClearance, type Clearance as Told, type PlanWithCourse } from '../api';
import type { Plan } from '../board';
import { bigMoney, count, dateTime, NOTHING, numeric, times, wholePercent } from '../format';
import { amount, interval } from '../plans';
import { campaignName, meta, plans, timeZone } from '../store';
import { CourseChart } from './CourseChart';
import { MarkdownScenarios } from './MarkdownScenarios';
import { PacingBar, Problem, Standing } from './PlanParts';

const chosenPromotion = signal<string | null>(null);
const chosenSku = signal<string | null>(null);

/** What the server has told of the promotion shown, courses included. */
const told = signal<Told | null>(null);

const clearances = computed(() =>
  plans.value.filter((plan) => plan.kind === 'CLEARANCE' && plan.promotionId !== null),
);

const promotions = computed(() =>
  clearances.value
    .filter((plan) => plan.sku === null)
    .sort((a, b) => a.name.localeCompare(b.name) || a.planId.localeCompare(b.planId)),
);

const promotion = computed<Plan | null>(
  () =>
    promotions.value.find((plan) => plan.promotionId === chosenPromotion.value) ??
    promotions.value[0] ??
    null,
);

const items = computed(() =>
  clearances.value
    .filter((plan) => plan.sku !== null && plan.parentId === promotion.value?.planId)
    .sort((a, b) => a.sku!.localeCompare(b.sku!)),
);

/** The promotion, or the article of it that is looked at. */
const shown = computed<Plan | null>(
  () => items.value.find((plan) => plan.sku === chosenSku.value) ?? promotion.value,
);

const course = computed(() => {
  const all: readonly PlanWithCourse[] = told.value ? [told.value, ...told.value.items] : [];
  return all.find((plan) => plan.planId === shown.value?.planId)?.course ?? [];
});

/** What price cuts might do, where one article is looked at. */
const scenario = computed(() => {
  const only = items.value.length === 1 ? items.value[0] : undefined;
  const sku = shown.value?.sku ?? only?.sku;
  const item = told.value?.items.find(
    (each) => each.sku === sku && each.parentId === promotion.value?.planId,
  );
  return item?.scenario && sku ? { sku, scenario: item.scenario } : null;
});

/** What there was to sell, receipts to date included. */
const stock = computed(() => {
  const opening = numeric(shown.value?.opening);
  return opening === null ? null : opening + (numeric(shown.value?.received) ?? 0);
});

/** Changes with each revision of what is shown. */
const version = computed(() =>
  [promotion.value, ...items.value].map((plan) => `${plan?.planId}@${plan?.revision}`).join(),
);

// The stream tells no courses: they are asked for when something has changed, one at a time.
let asking = false;
effect(() => {
  if (version.value !== '' && promotion.value) void ask();
});

async function ask(): Promise<void> {
  if (asking) return;
  asking = true;
  let known: string;
  do {
    known = version.peek();
    const id = promotion.peek()?.promotionId;
    const answer = id == null ? null : await askClearance(id);
    if (answer !== null) told.value = answer;
  } while (known !== version.peek());
  asking = false;
}

function stockOut(plan: Plan): string {
  if (plan.soldOutAt) return `Sold out ${dateTime(plan.soldOutAt, timeZone.value)}`;
  if (plan.stockOutAt) return `Expected ${dateTime(plan.stockOutAt, timeZone.value)}`;
  return plan.onHand == null ? NOTHING : 'Not before the end';
}

function Figures({ plan, currency }: { plan: Plan; currency: string }) {
  const units = (figure: string | null | undefined) => amount(plan, figure, currency);
  const facts: readonly (readonly [label: string, value: string, hint?: string | undefined])[] = [
    ['Sold', `${units(plan.actual)} of ${units(plan.goal)}`, wholePercent(plan.attainment)],
    ['Stock left', units(plan.onHand), `${wholePercent(plan.sellThrough)} sold through`],
    ['Weeks of supply', count(plan.weeksOfSupply)],
    ['Stock-out', stockOut(plan)],
    [
      'Heading for',
      units(plan.projectedTotal),
      plan.projectedTotal === null ? undefined : interval(plan, plan.low, plan.high, currency),
    ],
    ['Probability of goal', wholePercent(plan.probabilityOfGoal)],
    [
      'Left at the end',
      units(plan.projectedLeftover),
      plan.projectedLeftover == null
        ? undefined
        : interval(plan, plan.leftoverLow, plan.leftoverHigh, currency),
    ],
    ['Discount cost', bigMoney(plan.discountCost, currency), 'against list price'],
    ['Margin given up', bigMoney(plan.marginGivenUp, currency), 'on units expected anyway'],
    ['Vs expected', units(plan.vsExpected), 'units, a comparison and not an effect'],
    ['Needed', times(plan.requiredUplift), 'the recent rate, to reach the goal'],
  ];
  return (
    <dl class="facts" data-testid="clearance-figures">
      {facts.map(([label, value, hint]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <strong>{value}</strong>
            {hint && <small>{hint}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Articles({ currency }: { currency: string }) {
  return (
    <div class="scroll" role="region" aria-label="Articles of the promotion" tabIndex={0}>
      <table class="articles" data-testid="articles">
        <thead>
          <tr>
            <th scope="col">Article</th>
            <th scope="col">Standing</th>
            <th scope="col">
              <span class="unseen">Progress</span>
            </th>
            <th scope="col" class="number">
              Sold
            </th>
            <th scope="col" class="number">
              Stock left
            </th>
            <th scope="col" class="number">
              Sell-through
            </th>
            <th scope="col" class="number">
              Weeks of supply
            </th>
            <th scope="col">Stock-out</th>
            <th scope="col" class="number">
              Left at the end
            </th>
          </tr>
        </thead>
        <tbody>
          {items.value.map((plan) => (
            <tr key={plan.planId} data-testid="article">
              <th scope="row" title={plan.planId}>
                <span class="name">{plan.sku}</span>
              </th>
              <td>
                <Standing plan={plan} />
                <Problem plan={plan} />
              </td>
              <td class="bar">
                <PacingBar plan={plan} currency={currency} />
              </td>
              <td class="number">
                {amount(plan, plan.actual, currency)}{' '}
                <span class="quiet">of {amount(plan, plan.goal, currency)}</span>
              </td>
              <td class="number">{amount(plan, plan.onHand, currency)}</td>
              <td class="number">{wholePercent(plan.sellThrough)}</td>
              <td class="number">{count(plan.weeksOfSupply)}</td>
              <td>{stockOut(plan)}</td>
              <td class="number">
                {amount(plan, plan.projectedLeftover, currency)}{' '}
                {plan.projectedLeftover != null && (
                  <span class="quiet">
                    {interval(plan, plan.leftoverLow, plan.leftoverHigh, currency)}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Clearance() {
  const currency = meta.value?.currency ?? 'USD';
  const whole = promotion.value;
  const plan = shown.value;
  if (!whole || !plan) return null;
  const zone = timeZone.value;
  return (
    <section class="card" aria-labelledby="clearance-title" data-testid="clearance">
      <div class="card-head">
        <h2 id="clearance-title">
          Clearance <span class="quiet">units sold against plan and stock</span>
        </h2>
        <div class="choices">
          <select
            aria-label="Promotion"
            value={whole.promotionId ?? ''}
            onChange={(event) => {
              chosenPromotion.value = event.currentTarget.value;
              chosenSku.value = null;
            }}
          >
            {promotions.value.map((each) => (
              <option key={each.planId} value={each.promotionId ?? ''}>
                {each.name}
              </option>
            ))}
          </select>
          <select
            aria-label="Article"
            value={plan.sku ?? ''}
            onChange={(event) => (chosenSku.value = event.currentTarget.value || null)}
          >
            <option value="">All articles</option>
            {items.value.map((item) => (
              <option key={item.planId} value={item.sku ?? ''}>
                {item.sku}
              </option>
            ))}
          </select>
        </div>
      </div>
      <div class="plan-head clearance-head">
        <Standing plan={plan} />
        <span class="quiet">
          {dateTime(plan.startTime, zone)} to {dateTime(plan.endTime, zone)}
          {plan.campaignId && ` · ${campaignName(plan.campaignId)}`}
        </span>
      </div>
      <Problem plan={plan} />
      <div class="clearance">
        <CourseChart
          course={course}
          stock={stock}
          label={`${plan.name}: ${count(plan.actual)} of ${count(plan.goal)} sold, ${wholePercent(plan.plannedShare)} planned by now; heading for ${count(plan.projectedTotal)}`}
        />
        <Figures plan={plan} currency={currency} />
      </div>
      <Articles currency={currency} />
      {scenario.value ? (
        <MarkdownScenarios {...scenario.value} currency={currency} />
      ) : (
        items.value.length > 1 &&
        plan.sku === null && (
          <p class="note">Choose an article above to see what a price cut might do.</p>
        )
      )}
    </section>
  );
}

import { computed, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { count, money, times } from '../format';
import { campaignName, meta } from '../store';

/** What customers are worth at an age, as the server tells it. */
interface Value {
  readonly campaignId: string;
  readonly channel: string;
  readonly ageDays: number;
  readonly customers: number;
  readonly ltv: number | null;
  readonly cac: number | null;
  readonly ltvToCac: number | null;
  readonly paybackDay: number | null;
}

const AGES = [0, 30, 90, 180, 365] as const;
const REFRESH_MILLIS = 30_000;
const MOST_ROWS = 200;

const values = signal<readonly Value[]>([]);

/** The ages of each campaign and channel, ascending, those with most customers first. */
const series = computed(() => {
  const bySeries = new Map<string, Value[]>();
  for (const value of values.value) {
    const key = `${value.campaignId}\n${value.channel}`;
    bySeries.set(key, [...(bySeries.get(key) ?? []), value]);
  }
  return [...bySeries.entries()].sort(
    ([a, x], [b, y]) => y[0]!.customers - x[0]!.customers || a.localeCompare(b),
  );
});

async function refresh(): Promise<void> {
  try {
    const answer = await fetch(`/api/customer-value?age=${AGES.join(',')},last`);
    if (answer.ok) values.value = ((await answer.json()) as { rows: Value[] }).rows;
  } catch {
    // The status above tells that the server is away; what was known stays.
  }
}

function payback(day: number | null): string {
  if (day === null) return '—';
  return day === 0 ? 'At once' : `Day ${count(day)}`;
}

function Line({ ages, currency }: { ages: readonly Value[]; currency: string }) {
  const last = ages.at(-1)!;
  return (
    <tr>
      <th scope="row" title={last.campaignId}>
        <span class="name">{campaignName(last.campaignId)}</span>
      </th>
      <td>
        <span class="tag">{last.channel}</span>
      </td>
      <td class="number">{count(ages[0]!.customers)}</td>
      {AGES.map((age) => (
        <td class="number" key={age}>
          {money(ages.find((value) => value.ageDays === age)?.ltv, currency)}
        </td>
      ))}
      <td class="number" title={`${last.ageDays} days`}>
        {money(last.ltv, currency)}
      </td>
      <td class="number">{money(last.cac, currency)}</td>
      <td class="number">{times(last.ltvToCac)}</td>
      <td class="number">{payback(last.paybackDay)}</td>
    </tr>
  );
}

export function CustomerValue() {
  const currency = meta.value?.currency ?? 'USD';
  useEffect(() => {
    void refresh();
    const timer = window.setInterval(() => void refresh(), REFRESH_MILLIS);
    return () => clearInterval(timer);
  }, []);

  return (
    <section class="card" aria-labelledby="value-title">
      <div class="card-head">
        <h2 id="value-title">
          Customer value <span class="quiet">margin per acquired customer by age</span>
        </h2>
      </div>
      {series.value.length === 0 ? (
        <p class="empty">No customers yet.</p>
      ) : (
        <div class="scroll" role="region" aria-labelledby="value-title" tabIndex={0}>
          <table class="series" data-testid="customer-value">
            <thead>
              <tr>
                <th scope="col">Campaign</th>
                <th scope="col">Channel</th>
                <th scope="col" class="number">
                  Customers
                </th>
                {AGES.map((age) => (
                  <th scope="col" class="number" key={age}>
                    {age === 0 ? 'LTV day 0' : `Day ${age}`}
                  </th>
                ))}
                <th scope="col" class="number">
                  LTV so far
                </th>
                <th scope="col" class="number">
                  CAC
                </th>
                <th scope="col" class="number">
                  LTV:CAC
                </th>
                <th scope="col" class="number">
                  Payback
                </th>
              </tr>
            </thead>
            <tbody>
              {series.value.slice(0, MOST_ROWS).map(([key, ages]) => (
                <Line key={key} ages={ages} currency={currency} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

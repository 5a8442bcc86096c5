import type { Totals } from '../board';
import { bigCount, bigMoney, money, NOTHING, percent, times } from '../format';
import { mature, overall } from '../outlook';
import { estimated } from '../provisional';
import { meta, outlooks, SCOPES, scope, totals } from '../store';

interface Tile {
  readonly label: string;
  readonly hint: string;
  readonly id: string;
  value(totals: Totals, currency: string): string;
}

const TILES: readonly Tile[] = [
  { id: 'spend', label: 'Spend', hint: 'Reported cost', value: (t, c) => bigMoney(t.spend, c) },
  {
    id: 'netRevenue',
    label: 'Net revenue',
    hint: 'After refunds',
    value: (t, c) => bigMoney(t.netRevenue, c),
  },
  { id: 'roas', label: 'ROAS', hint: 'Net revenue ÷ spend', value: (t) => times(t.roas) },
  { id: 'orders', label: 'Orders', hint: 'Net of cancellations', value: (t) => bigCount(t.orders) },
  { id: 'cpa', label: 'CPA', hint: 'Spend ÷ orders', value: (t, c) => money(t.cpa, c) },
  { id: 'cvr', label: 'Conversion rate', hint: 'Orders ÷ clicks', value: (t) => percent(t.cvr) },
  { id: 'clicks', label: 'Clicks', hint: 'Valid clicks', value: (t) => bigCount(t.clicks) },
  {
    id: 'newCustomers',
    label: 'New customers',
    hint: 'First ever orders',
    value: (t) => bigCount(t.newCustomers),
  },
];

function Estimate({ id, sums, currency }: { id: string; sums: Totals; currency: string }) {
  const text = estimated(id, sums, currency);
  return text === null ? null : (
    <small class="provisional" data-testid={`provisional-${id}`}>
      {text}
    </small>
  );
}

const RATIOS = ['cvr', 'cpa', 'roas'];

/** How much of what a ratio counts has arrived: young clicks have not brought their orders yet. */
function Maturity({ id }: { id: string }) {
  const share = RATIOS.includes(id) ? overall(outlooks.value) : null;
  return share === null ? null : (
    <small
      class="mature"
      data-testid={`maturity-${id}`}
      title="Orders of the clicks of the last 30 days that can have arrived"
    >
      {mature(share)}
    </small>
  );
}

export function Tiles() {
  const sums = totals.value;
  const currency = meta.value?.currency ?? 'USD';
  const span = SCOPES.find((s) => s.id === scope.value)?.label ?? '';
  return (
    <section aria-label={`Key figures, ${span.toLowerCase()}`}>
      <dl class="tiles">
        {TILES.map((tile) => (
          <div class="tile card" key={tile.id}>
            <dt>{tile.label}</dt>
            <dd>
              <strong data-testid={`tile-${tile.id}`}>
                {sums ? tile.value(sums, currency) : NOTHING}
              </strong>
              {sums && <Estimate id={tile.id} sums={sums} currency={currency} />}
              <Maturity id={tile.id} />
              <small>{tile.hint}</small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

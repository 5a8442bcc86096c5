import { computed, signal } from '@preact/signals';
import type { Row } from '../board';
import { bigMoney, count, metricLabel, money, NOTHING, numeric, percent, times, wholePercent } from '../format';
import { heading, mature, maturity, maturityOf, outlookOf, projection, soonest, timeToKnow } from '../outlook';
import { estimated, reported } from '../provisional';
import { campaignName, firing, meta, outlooks, rows, SCOPES, scope } from '../store';

interface Column {
  readonly id: keyof Row | 'maturity' | 'timeToKnow';
  readonly label: string;
  /** What words a column is; the others are numbers. */
  readonly text?: (row: Row) => string;
  readonly show: (row: Row, currency: string) => string;
  /** What it is sorted by, where that is no figure of the row. */
  readonly order?: (row: Row) => number | null;
}

const COLUMNS: readonly Column[] = [
  {
    id: 'campaignId',
    label: 'Campaign',
    text: (r) => campaignName(r.campaignId),
    show: (r) => campaignName(r.campaignId),
  },
  { id: 'channel', label: 'Channel', text: (r) => r.channel, show: (r) => r.channel },
  { id: 'spend', label: 'Spend', show: (r, c) => bigMoney(r.spend, c) },
  { id: 'clicks', label: 'Clicks', show: (r) => count(r.clicks) },
  { id: 'cvr', label: 'CVR', show: (r) => percent(r.cvr) },
  { id: 'orders', label: 'Orders', show: (r) => count(r.orders) },
  { id: 'newCustomers', label: 'New', show: (r) => count(r.newCustomers) },
  { id: 'cpa', label: 'CPA', show: (r, c) => money(r.cpa, c) },
  { id: 'netRevenue', label: 'Net revenue', show: (r, c) => bigMoney(r.netRevenue, c) },
  { id: 'roas', label: 'ROAS', show: (r) => times(r.roas) },
  {
    id: 'maturity',
    label: 'Maturity',
    show: (r) => wholePercent(maturity(outlook(r))),
    order: (r) => maturity(outlook(r)),
  },
  {
    id: 'timeToKnow',
    label: 'Time to know',
    show: (r) => knownIn(r),
    order: (r) => soonest(outlook(r))?.daysToKnow ?? null,
  },
];

function outlook(row: Row) {
  return outlookOf(row, outlooks.value);
}

function knownIn(row: Row): string {
  const target = soonest(outlook(row));
  if (target === null) return NOTHING;
  const name = metricLabel(target.metric);
  if (target.standing === 'MISSED') return `${name} missed`;
  if (target.standing === 'PAUSED') return `${name} paused`;
  return `${name} ${timeToKnow(target)}`;
}

const MOST_ROWS = 200;
const RATIOS: readonly string[] = ['cvr', 'cpa', 'roas'];

const sortBy = signal<Column['id']>('netRevenue');
const descending = signal(true);
const filter = signal('');

const found = computed(() => {
  const wanted = filter.value.trim().toLowerCase();
  return wanted === ''
    ? rows.value
    : rows.value.filter((row) =>
        `${campaignName(row.campaignId)} ${row.campaignId} ${row.channel}`
          .toLowerCase()
          .includes(wanted),
      );
});

const sorted = computed(() => {
  const column = COLUMNS.find((c) => c.id === sortBy.value) ?? COLUMNS[0]!;
  const sign = descending.value ? -1 : 1;
  return [...found.value].sort(
    (a, b) => compare(a, b, column, sign) || identity(a).localeCompare(identity(b)),
  );
});

const alarmed = computed(
  () => new Set(firing.value.map((a) => `${a.campaignId ?? ''}\n${a.channel ?? ''}`)),
);

function identity(row: Row): string {
  return `${row.campaignId}\n${row.channel}`;
}

// Rows without a value stand last whichever way the table is sorted.
function compare(a: Row, b: Row, column: Column, sign: number): number {
  if (column.text) return sign * column.text(a).localeCompare(column.text(b));
  const left = value(a, column);
  const right = value(b, column);
  if (left === null || right === null) return (left === null ? 1 : 0) - (right === null ? 1 : 0);
  return sign * (left - right);
}

function value(row: Row, column: Column): number | null {
  return column.order ? column.order(row) : numeric(row[column.id as keyof Row]);
}

function sortOn(column: Column): void {
  if (sortBy.value === column.id) {
    descending.value = !descending.value;
  } else {
    sortBy.value = column.id;
    descending.value = !column.text;
  }
}

function Heading({ column }: { column: Column }) {
  const active = sortBy.value === column.id;
  const order = active ? (descending.value ? 'descending' : 'ascending') : 'none';
  return (
    <th scope="col" aria-sort={order} class={column.text ? 'words' : 'number'}>
      <button type="button" onClick={() => sortOn(column)}>
        {column.label}
        <span class="arrow" aria-hidden="true">
          {active ? (descending.value ? '↓' : '↑') : ''}
        </span>
      </button>
    </th>
  );
}

function Estimate({ column, row, currency }: { column: Column; row: Row; currency: string }) {
  const text = estimated(column.id, row, currency);
  if (text === null) return null;
  const until = reported(row, meta.value);
  return (
    <small class="provisional" title={`Spend is ${until}`}>
      {column.id === 'spend' ? `${text}, ${until}` : text}
    </small>
  );
}

/** How much of what a ratio counts has arrived, and where it is heading; a line each. */
function Maturity({ column, row, currency }: { column: Column; row: Row; currency: string }) {
  const lines = maturityLines(column, row, currency);
  return (
    <>
      {lines.map((line) => (
        <small class="mature" key={line} title="Of the clicks of the last 30 days">
          {line}
        </small>
      ))}
    </>
  );
}

function maturityLines(column: Column, row: Row, currency: string): readonly string[] {
  const of = outlook(row);
  if (column.id === 'maturity') return heading(of);
  const share = RATIOS.includes(column.id) ? maturityOf(column.id, of) : null;
  return share === null ? [] : [mature(share), ...projection(column.id, of, currency)];
}

function Cells({ row, currency }: { row: Row; currency: string }) {
  const alert = alarmed.value.has(identity(row)) || alarmed.value.has(`${row.campaignId}\n`);
  return (
    <tr class={alert ? 'alarmed' : ''}>
      {COLUMNS.map((column, index) =>
        index === 0 ? (
          <th scope="row" key={column.id} title={row.campaignId}>
            {alert && <span class="dot" role="img" aria-label="Alert firing" />}
            <span class="name">{column.show(row, currency)}</span>
          </th>
        ) : (
          <td key={column.id} class={column.text ? 'words' : column.id === 'timeToKnow' ? 'number known' : 'number'}>
            <span class={column.text ? 'tag' : ''}>{column.show(row, currency)}</span>
            <Estimate column={column} row={row} currency={currency} />
            <Maturity column={column} row={row} currency={currency} />
          </td>
        ),
      )}
    </tr>
  );
}

export function Series() {
  const currency = meta.value?.currency ?? 'USD';
  const shown = sorted.value.slice(0, MOST_ROWS);
  const span = SCOPES.find((s) => s.id === scope.value)?.label ?? '';
  return (
    <section class="card series-card" aria-labelledby="series-title">
      <div class="card-head">
        <h2 id="series-title">
          Campaigns and channels <span class="quiet">{span.toLowerCase()}</span>
        </h2>
        <input
          type="search"
          class="filter"
          placeholder="Filter…"
          aria-label="Filter campaigns and channels"
          value={filter.value}
          onInput={(event) => (filter.value = event.currentTarget.value)}
        />
      </div>
      <div class="scroll" role="region" aria-labelledby="series-title" tabIndex={0}>
        <table class="series" data-testid="series">
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <Heading key={column.id} column={column} />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Cells key={identity(row)} row={row} currency={currency} />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && (
          <p class="empty">{filter.value ? 'Nothing matches.' : 'No numbers for this span yet.'}</p>
        )}
      </div>
      {sorted.value.length > MOST_ROWS && (
        <p class="note">
          The first {MOST_ROWS} of {count(sorted.value.length)} rows; filter to see others.
        </p>
      )}
    </section>
  );
}

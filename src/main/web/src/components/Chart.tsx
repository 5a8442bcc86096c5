import { computed } from '@preact/signals';
import uPlot from 'uplot';
import type { Minute } from '../board';
import { count, money } from '../format';
import { meta, minutes, now, timeZone } from '../store';
import { axis, colour, hourMinute, usePlot } from './plot';

const MINUTE = 60_000;
const HEIGHT = 260;

/** Complete minutes only: the current one would always look like a fall. */
const points = computed(() => {
  const all = Object.entries(minutes.value).sort(([a], [b]) => (a < b ? -1 : 1));
  const current = Math.floor(now.value / MINUTE) * MINUTE;
  return { done: all.filter(([start]) => Date.parse(start) < current), all };
});

const thisMinute = computed<Minute | null>(() => points.value.all.at(-1)?.[1] ?? null);

function data(): uPlot.AlignedData {
  const done = points.value.done;
  const lastReported = done.findLastIndex(([, minute]) => minute.spend !== 0);
  return [
    done.map(([start]) => Date.parse(start) / 1000),
    // Cost reports come late: minutes after the last one are unknown yet, not free of cost.
    done.map(([, minute], i) => (i <= lastReported ? minute.spend : null)),
    done.map(([, minute]) => minute.orders),
  ];
}

function options(width: number, currency: string, zone: string): uPlot.Options {
  const bars = uPlot.paths.bars?.({ size: [0.62, 14], radius: 0.25 });
  return {
    width,
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone),
    padding: [12, 4, 0, 0],
    cursor: { points: { size: 7 }, drag: { x: false, y: false } },
    legend: { live: true },
    scales: {
      // Half a minute to either side, or the first and the last bar are cut.
      x: { time: true, range: (_, first, last) => [first - 30, last + 30] },
      money: { range: (_, __, top) => [0, top > 0 ? top * 1.15 : 1] },
      orders: { range: (_, __, top) => [0, top > 0 ? Math.max(4, top * 1.6) : 4] },
    },
    axes: [
      { ...axis(), values: (_, splits) => splits.map((s) => hourMinute(s, zone)), space: 70, size: 32 },
      {
        ...axis(),
        scale: 'money',
        size: 64,
        values: (_, splits) => splits.map((v) => money(v, currency).replace(/\.00$/, '')),
      },
      {
        ...axis(),
        scale: 'orders',
        side: 1,
        size: 44,
        grid: { show: false },
        values: (_, splits) => splits.map((v) => (Number.isInteger(v) ? count(v) : '')),
      },
    ],
    series: [
      { label: 'Time', value: (_, v) => (v === null ? '—' : hourMinute(v, zone)) },
      {
        label: 'Spend',
        scale: 'money',
        stroke: colour('--spend'),
        fill: colour('--spend-fill'),
        width: 2,
        points: { show: false },
        value: (_, v) => money(v, currency),
      },
      {
        label: 'Conversions',
        scale: 'orders',
        stroke: colour('--orders'),
        fill: colour('--orders'),
        width: 0,
        points: { show: false },
        ...(bars ? { paths: bars } : {}),
        value: (_, v) => count(v),
      },
    ],
  };
}

export function Chart() {
  const currency = meta.value?.currency ?? 'USD';
  const zone = timeZone.value;
  const place = usePlot(HEIGHT, (width) => options(width, currency, zone), data, [currency, zone]);

  const current = thisMinute.value;
  const spent = points.value.done.reduce((sum, [, m]) => sum + m.spend, 0);
  const ordered = points.value.done.reduce((sum, [, m]) => sum + m.orders, 0);
  return (
    <section class="card" aria-labelledby="chart-title">
      <div class="card-head">
        <h2 id="chart-title">
          Spend and conversions <span class="quiet">by minute, last hour</span>
        </h2>
        {current && (
          <span class="quiet">
            This minute so far: {count(current.orders)} conversions
          </span>
        )}
      </div>
      <div
        ref={place}
        class="chart"
        role="img"
        aria-label={`Last hour: ${money(spent, currency)} spent, ${count(ordered)} conversions`}
      />
    </section>
  );
}

import type { ReadonlySignal } from '@preact/signals';
import uPlot from 'uplot';
import type { CoursePoint } from '../board';
import { count, numeric } from '../format';
import { timeZone } from '../store';
import { axis, colour, hourMinute, usePlot } from './plot';

const HEIGHT = 300;
const TWO_DAYS = 48 * 3600;

function data(course: readonly CoursePoint[], stock: number | null): uPlot.AlignedData {
  const line = (figure: (point: CoursePoint) => string | null) =>
    course.map((point) => numeric(figure(point)));
  // The fan begins where the past ends.
  const present = course.findLastIndex((point) => point.actual !== null);
  const future = (figure: (point: CoursePoint) => string | null) =>
    course.map((point, i) => numeric(i === present ? point.actual : figure(point)));
  return [
    course.map((point) => Date.parse(point.time) / 1000),
    line((point) => point.planned),
    line((point) => point.actual),
    future((point) => point.projected),
    future((point) => point.high),
    future((point) => point.low),
    course.map(() => stock),
  ];
}

/** A time as short as the length of the axis allows. */
function short(seconds: number, span: number, zone: string): string {
  return span <= TWO_DAYS
    ? hourMinute(seconds, zone)
    : new Date(seconds * 1000).toLocaleDateString('en', {
        month: 'short',
        day: 'numeric',
        timeZone: zone,
      });
}

function options(width: number, zone: string): uPlot.Options {
  const spanOf = (plot: uPlot) => (plot.scales['x']?.max ?? 0) - (plot.scales['x']?.min ?? 0);
  const line = { points: { show: false }, value: (_: uPlot, v: number | null) => count(v) };
  return {
    width,
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone),
    padding: [12, 16, 0, 0],
    cursor: { points: { size: 7 }, drag: { x: false, y: false } },
    legend: { live: true },
    scales: {
      x: { time: true },
      y: { range: (_, low, top) => [Math.min(0, low), top > 0 ? top * 1.08 : 1] },
    },
    axes: [
      {
        ...axis(),
        values: (plot, splits) => splits.map((s) => short(s, spanOf(plot), zone)),
        space: 70,
        size: 32,
      },
      { ...axis(), size: 56, values: (_, splits) => splits.map((v) => count(v)) },
    ],
    series: [
      {
        label: 'Time',
        value: (plot, v) =>
          v === null
            ? '—'
            : spanOf(plot) <= TWO_DAYS
              ? hourMinute(v, zone)
              : `${short(v, spanOf(plot), zone)} ${hourMinute(v, zone)}`,
      },
      { ...line, label: 'Planned', stroke: colour('--quiet'), dash: [6, 5], width: 1.5 },
      { ...line, label: 'Sold', stroke: colour('--spend'), width: 2.5 },
      { ...line, label: 'Projected', stroke: colour('--spend'), dash: [3, 4], width: 2 },
      { ...line, label: 'High', stroke: 'transparent', width: 0 },
      { ...line, label: 'Low', stroke: 'transparent', width: 0 },
      { ...line, label: 'Stock', stroke: colour('--orders'), width: 1.5 },
    ],
    bands: [{ series: [4, 5], fill: colour('--spend-fill') }],
  };
}

/**
 * Cumulative units against plan, with the fan of the projection, and the stock there was to sell:
 * where the lines meet, nothing is left.
 */
export function CourseChart({
  course,
  stock,
  label,
}: {
  course: ReadonlySignal<readonly CoursePoint[]>;
  stock: ReadonlySignal<number | null>;
  label: string;
}) {
  const zone = timeZone.value;
  const place = usePlot(
    HEIGHT,
    (width) => options(width, zone),
    () => data(course.value, stock.value),
    [zone],
  );
  return <div ref={place} class="chart" role="img" aria-label={label} />;
}

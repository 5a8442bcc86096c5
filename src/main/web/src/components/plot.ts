import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';

/** A colour of the style sheet, as canvases need it. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** What all axes look like. */
export function axis() {
  return {
    stroke: colour('--quiet'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
    font: '12px system-ui, sans-serif',
  };
}

/** A time of day, as axes give times: in seconds. */
export function hourMinute(seconds: number, zone: string): string {
  return new Date(seconds * 1000).toLocaleTimeString('en', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  });
}

/**
 * Keeps a plot in an element: as wide as that is, in the colours of the moment, drawn anew when an
 * input changes, its data when a signal that `data` reads changes.
 */
export function usePlot(
  height: number,
  options: (width: number) => uPlot.Options,
  data: () => uPlot.AlignedData,
  inputs: readonly unknown[],
) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const draw = () => {
      plot.current?.destroy();
      plot.current = new uPlot(options(element.clientWidth), data(), element);
    };
    const watcher = new ResizeObserver(() => {
      plot.current?.setSize({ width: element.clientWidth, height });
    });
    draw();
    watcher.observe(element);
    dark.addEventListener('change', draw);
    return () => {
      watcher.disconnect();
      dark.removeEventListener('change', draw);
      plot.current?.destroy();
      plot.current = null;
    };
  }, inputs);

  useSignalEffect(() => {
    plot.current?.setData(data());
  });

  return place;
}

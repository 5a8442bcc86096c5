import type { Outlook, Row, TargetOutlook } from './board';
import { count, ofMetric, wholePercent } from './format';

// As the server makes keys: the parts joined by a bar, percent and bar inside a part escaped.
const escaped = (part: string) => part.replaceAll('%', '%25').replaceAll('|', '%7C');

/** The outlook of a row; null where none is known. */
export function outlookOf(
  row: Pick<Row, 'campaignId' | 'channel'>,
  outlooks: Readonly<Record<string, Outlook>>,
): Outlook | null {
  return outlooks[`${escaped(row.campaignId)}|${escaped(row.channel)}`] ?? null;
}

// Which conversions a ratio counts.
const TYPES: Readonly<Record<string, string>> = {
  cvr: 'ORDER',
  orders: 'ORDER',
  cpa: 'ORDER',
  cac: 'ORDER',
  roas: 'ORDER',
};

/** How much of a ratio's conversions can have arrived; null where nobody knows. */
export function maturityOf(metric: string, outlook: Outlook | null): number | null {
  const target = outlook?.targets.find((t) => t.metric === metric);
  const type = outlook?.byConversionType.find((c) => c.conversionType === TYPES[metric]);
  return target?.maturity ?? type?.maturity ?? null;
}

/** The conversions of a row, orders before others; null where nobody knows. */
function conversionsOf(outlook: Outlook | null) {
  const all = outlook?.byConversionType ?? [];
  return all.find((c) => c.conversionType === 'ORDER') ?? all[0] ?? null;
}

/** How mature a row is; null where nobody knows. */
export function maturity(outlook: Outlook | null): number | null {
  return conversionsOf(outlook)?.maturity ?? null;
}

/** How mature all campaigns are together, by their clicks; null where nobody knows. */
export function overall(outlooks: Readonly<Record<string, Outlook>>): number | null {
  let clicks = 0;
  let arrived = 0;
  for (const outlook of Object.values(outlooks)) {
    const c = outlook.byConversionType.find((one) => one.conversionType === 'ORDER');
    clicks += c?.clicks ?? 0;
    arrived += (c?.clicks ?? 0) * (c?.maturity ?? 0);
  }
  return clicks === 0 ? null : arrived / clicks;
}

/** Conversions so far, where they are heading, and the interval; empty where nobody knows. */
export function heading(outlook: Outlook | null): readonly string[] {
  const c = conversionsOf(outlook);
  return c === null
    ? []
    : [`${count(c.conversions)} → ${count(c.projected)}`, `${count(c.low)} to ${count(c.high)}`];
}

/** Where a ratio is heading, and the interval; empty where nobody knows. */
export function projection(
  metric: string,
  outlook: Outlook | null,
  currency: string,
): readonly string[] {
  const target = outlook?.targets.find((t) => t.metric === metric);
  if (!target || target.projected === null) return [];
  const shown = (value: number) => ofMetric(metric, value, currency);
  const where = `→ ${shown(target.projected)}`;
  return target.projectedLow === null || target.projectedHigh === null
    ? [where]
    : [where, `${shown(target.projectedLow)} to ${shown(target.projectedHigh)}`];
}

/** "62 % in": how much of what a ratio counts has arrived. */
export function mature(share: number): string {
  return `${wholePercent(share)} in`;
}

const WEEK = 7;

/** How long until a shortfall of 30 % would be proven, in words. */
export function timeToKnow(target: TargetOutlook): string {
  const days = target.daysToKnow;
  if (days === null || !Number.isFinite(days)) return 'never: nothing is expected';
  if (days > WEEK) return `never in a week at this volume (about ${count(Math.ceil(days))} days)`;
  if (days >= 1) return `about ${count(Math.round(days * 10) / 10)} days`;
  return `about ${count(Math.max(1, Math.round(days * 24)))} h`;
}

/** The target that can be known first; null where there is none. */
export function soonest(outlook: Outlook | null): TargetOutlook | null {
  const all = [...(outlook?.targets ?? [])];
  all.sort((a, b) => (a.daysToKnow ?? Infinity) - (b.daysToKnow ?? Infinity) || 0);
  return all[0] ?? null;
}

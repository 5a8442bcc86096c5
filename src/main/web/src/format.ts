import type { Figure } from './board';

const LOCALE = 'en';
export const NOTHING = '—';

const formats = new Map<string, Intl.NumberFormat>();

function format(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  let known = formats.get(key);
  if (!known) {
    known = new Intl.NumberFormat(LOCALE, options);
    formats.set(key, known);
  }
  return known;
}

/** The figure as a number; null where there is none. */
export function numeric(figure: Figure | undefined): number | null {
  if (figure === null || figure === undefined) return null;
  const value = Number(figure);
  return Number.isFinite(value) ? value : null;
}

/** A count; credited counts may be fractions. */
export function count(figure: Figure | undefined): string {
  const value = numeric(figure);
  return value === null ? NOTHING : format('count', { maximumFractionDigits: 1 }).format(value);
}

/** An amount in full. */
export function money(figure: Figure | undefined, currency: string): string {
  const value = numeric(figure);
  return value === null ? NOTHING : currencyFormat(`m${currency}`, currency, {}).format(value);
}

/** An amount to be read at a glance: no cents from a thousand on, short from a million on. */
export function bigMoney(figure: Figure | undefined, currency: string): string {
  const value = numeric(figure);
  if (value === null) return NOTHING;
  const size = Math.abs(value);
  if (size < 1000) return money(figure, currency);
  return size < 1_000_000
    ? currencyFormat(`w${currency}`, currency, { maximumFractionDigits: 0 }).format(value)
    : currencyFormat(`c${currency}`, currency, {
        notation: 'compact',
        minimumFractionDigits: 0,
        maximumFractionDigits: 2,
      }).format(value);
}

function currencyFormat(key: string, currency: string, options: Intl.NumberFormatOptions) {
  return format(key, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...options });
}

/** A count to be read at a glance. */
export function bigCount(figure: Figure | undefined): string {
  const value = numeric(figure);
  if (value === null) return NOTHING;
  return Math.abs(value) < 1_000_000
    ? count(figure)
    : format('compact', { notation: 'compact', maximumFractionDigits: 2 }).format(value);
}

/** A share, in percent. */
export function percent(figure: Figure | undefined): string {
  const value = numeric(figure);
  return value === null
    ? NOTHING
    : format('percent', {
        style: 'percent',
        minimumFractionDigits: 2,
        maximumFractionDigits: 2,
      }).format(value);
}

/** A share in whole percent, where more would only seem exact. */
export function wholePercent(figure: Figure | undefined): string {
  const value = numeric(figure);
  return value === null
    ? NOTHING
    : format('whole', { style: 'percent', maximumFractionDigits: 0 }).format(value);
}

/** A signed share in percent, such as an error. */
export function signedPercent(figure: Figure | undefined): string {
  const value = numeric(figure);
  return value === null
    ? NOTHING
    : format('signed', {
        style: 'percent',
        signDisplay: 'exceptZero',
        maximumFractionDigits: 1,
      }).format(value);
}

/** A multiple, such as a return on spend. */
export function times(figure: Figure | undefined): string {
  const value = numeric(figure);
  return value === null
    ? NOTHING
    : `${format('times', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value)}×`;
}

const SHARES = ['ctr', 'cvr', 'leadRate', 'qualifiedRate', 'acceptRate', 'winRate', 'refundRate'];
const MULTIPLES = ['roas', 'roasLive', 'poas', 'mer'];
const AMOUNTS = ['spend', 'provisionalSpend', 'netRevenue', 'grossRevenue', 'discounts', 'refunds', 'cogs', 'margin']
  .concat(['cpm', 'cpc', 'cpl', 'cpql', 'cpa', 'cpaLive', 'cac', 'aov']);

/** Whether a metric is an amount of money. */
export function isMoney(metric: string): boolean {
  return metric === 'revenue' || AMOUNTS.includes(metric);
}

/** A number in the unit of its metric. */
export function ofMetric(metric: string, value: number | null, currency: string): string {
  if (SHARES.includes(metric)) return percent(value);
  if (MULTIPLES.includes(metric)) return times(value);
  return AMOUNTS.includes(metric) ? money(value, currency) : count(value);
}

/** The name of a metric as people write it. */
export function metricLabel(metric: string): string {
  if (metric.endsWith('Live')) return `${metricLabel(metric.slice(0, -'Live'.length))} live`;
  return /^(c[pt]\w{1,2}|cvr|cac|roas|poas|mer|aov)$/.test(metric)
    ? metric.toUpperCase()
    : words(metric.replace(/[A-Z]/g, (letter) => ` ${letter}`));
}

/** A span of seconds in its largest unit, or two. */
export function span(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A time of day in the reporting zone. */
export function clockTime(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALE, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(iso));
}

/** A date and time in the reporting zone. */
export function dateTime(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALE, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(iso));
}

/** A CONSTANT_NAME as words. */
export function words(constant: string): string {
  const text = constant.toLowerCase().replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The zone if this browser knows it, else UTC. */
export function knownZone(timeZone: string | undefined): string {
  try {
    new Intl.DateTimeFormat(LOCALE, { timeZone });
    return timeZone ?? 'UTC';
  } catch {
    return 'UTC';
  }
}

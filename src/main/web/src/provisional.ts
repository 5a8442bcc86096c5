import type { Meta, Row, Totals } from './board';
import { bigMoney, clockTime, dateTime, knownZone, money, numeric, times } from './format';

type Figures = Pick<Totals, 'provisionalSpend' | 'cpaLive' | 'roasLive'>;

/** Whether spend is missing that no report covers yet, so that live figures hold an estimate. */
export function isProvisional(figures: Figures): boolean {
  return (numeric(figures.provisionalSpend) ?? 0) !== 0;
}

/** What is estimated beside a figure that waits for reports; null where nothing is. */
export function estimated(metric: string, figures: Figures, currency: string): string | null {
  if (!isProvisional(figures)) return null;
  switch (metric) {
    case 'spend':
      return `≈ ${bigMoney(figures.provisionalSpend, currency)} provisional`;
    case 'cpa':
      return numeric(figures.cpaLive) === null ? null : `≈ ${money(figures.cpaLive, currency)} live`;
    case 'roas':
      return numeric(figures.roasLive) === null ? null : `≈ ${times(figures.roasLive)} live`;
    default:
      return null;
  }
}

const HALF_A_DAY = 12 * 3_600_000;

/** Until when the spend of a row is reported, in words. */
export function reported(row: Row, meta: Meta | null): string {
  const until = row.spendReportedUntil;
  if (until === null) return 'no report yet';
  const zone = knownZone(meta?.timeZone);
  const recent = meta !== null && Date.parse(meta.now) - Date.parse(until) < HALF_A_DAY;
  return `reported until ${recent ? clockTime(until, zone) : dateTime(until, zone)}`;
}

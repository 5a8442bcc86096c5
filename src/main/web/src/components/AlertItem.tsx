import { signal } from '@preact/signals';
import { acknowledge, snooze, takeBack } from '../api';
import { advice, causeWords, headline, lasts, parts, reasonWords, snoozed, stateWord, summary } from '../alerts';
import type { Alert, AlertMember, Decomposition } from '../board';
import { bigMoney, clockTime, dateTime, metricLabel, numeric, ofMetric, span, times, wholePercent, words } from '../format';
import { campaignName, meta, now, timeZone } from '../store';
import { askForName, viewer } from '../viewer';

const SNOOZES = [
  { id: 'PT1H', label: '1 hour' },
  { id: 'PT4H', label: '4 hours' },
  { id: 'P1D', label: '1 day' },
  { id: 'P7D', label: '7 days' },
] as const;

/** What went wrong with the last request, by alert. */
const problems = signal<Readonly<Record<string, string>>>({});

async function ask(alert: Alert, request: (who: string) => Promise<string | null>): Promise<void> {
  const who = viewer.value.trim();
  if (who === '') {
    askForName();
    return;
  }
  const problem = await request(who);
  const { [alert.alertId]: _, ...others } = problems.value;
  problems.value = problem === null ? others : { ...others, [alert.alertId]: problem };
}

function since(alert: Alert): string {
  const zone = timeZone.value;
  const end = alert.endsAt ? Date.parse(alert.endsAt) : now.value;
  const lasted = span(Math.max(0, Math.floor((end - Date.parse(alert.startsAt)) / 1000)));
  const began = clockTime(alert.startsAt, zone);
  return alert.endsAt
    ? `${began}–${clockTime(alert.endsAt, zone)}, lasted ${lasted}`
    : `since ${began}, for ${lasted}`;
}

/** What the numbers say: how far from target, how sure, how mature. */
function figures(alert: Alert, currency: string): readonly string[] {
  const told: string[] = [];
  if (alert.metric && (alert.observed !== null || alert.target !== null)) {
    const of = (value: number | null) => ofMetric(alert.metric ?? '', value, currency);
    told.push(
      `${metricLabel(alert.metric)} ${of(alert.observed)} against ${of(alert.target ?? alert.expected)}`,
    );
  }
  if (alert.ratio !== null) {
    const range =
      alert.ratioLow === null || alert.ratioHigh === null
        ? ''
        : ` (${times(alert.ratioLow)} to ${times(alert.ratioHigh)})`;
    told.push(`${times(alert.ratio)} of target${range}`);
  }
  if (alert.evidence !== null) {
    const value = alert.eValue === null ? '' : `, e-value ${short(alert.eValue)}`;
    told.push(`evidence ${short(alert.evidence)}${value}`);
  }
  if (alert.maturity !== null) told.push(`${wholePercent(alert.maturity)} of conversions in`);
  return told;
}

/** Beyond a million more digits say nothing. */
function short(value: number): string {
  if (value > 1e6) return '> 1 million';
  return new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
}

function Miss({ of }: { of: Decomposition }) {
  const shown = parts(of);
  const told = shown.map((part) => `${part.label} ${part.factor}`).join(', ');
  return (
    <div class="miss" role="img" aria-label={`What the miss is made of: ${told}`}>
      {shown.map((part) => (
        <div class="miss-part" key={part.label} aria-hidden="true">
          <span>{part.label}</span>
          <span class="miss-track">
            <i
              class={part.share < 0 ? 'less' : 'more'}
              style={{
                left: `${part.share < 0 ? 50 + 50 * part.share : 50}%`,
                width: `${50 * Math.abs(part.share)}%`,
              }}
            />
          </span>
          <span class="number">{part.factor}</span>
        </div>
      ))}
    </div>
  );
}

/** The series of a group alert, folded: a company-wide dip has dozens. */
function Members({ of }: { of: readonly AlertMember[] }) {
  return (
    <details class="members">
      <summary>{of.length} series</summary>
      <ul>
        {of.map((member) => (
          <li key={`${member.campaignId} ${member.channel}`}>
            {campaignName(member.campaignId)} · {words(member.channel)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Handled({ alert }: { alert: Alert }) {
  const zone = timeZone.value;
  const off = snoozed(alert, now.value) ? alert.snoozedUntil : null;
  return (
    <>
      {alert.acknowledgedBy !== null && alert.acknowledgedAt !== null && (
        <p class="quiet handled">
          Acknowledged by {alert.acknowledgedBy} at {clockTime(alert.acknowledgedAt, zone)}
        </p>
      )}
      {off !== null && (
        <p class="quiet handled">
          Snoozed by {alert.snoozedBy} until {dateTime(off, zone)}
        </p>
      )}
      {alert.note !== null && <p class="quiet handled">“{alert.note}”</p>}
    </>
  );
}

function Buttons({ alert }: { alert: Alert }) {
  const about = headline(alert);
  const taken = alert.acknowledgedBy !== null;
  const off = snoozed(alert, now.value);
  return (
    <div class="alert-buttons">
      <button
        type="button"
        aria-label={`${taken ? 'Take back the acknowledgement' : 'Acknowledge'}: ${about}`}
        onClick={() =>
          void ask(alert, (who) =>
            taken ? takeBack(alert.alertId, 'acknowledge', who) : acknowledge(alert.alertId, who),
          )
        }
      >
        {taken ? 'Take back' : 'Acknowledge'}
      </button>
      {off ? (
        <button
          type="button"
          aria-label={`Wake up: ${about}`}
          onClick={() => void ask(alert, (who) => takeBack(alert.alertId, 'snooze', who))}
        >
          Wake up
        </button>
      ) : (
        <select
          aria-label={`Snooze: ${about}`}
          value=""
          onChange={(event) => {
            const length = event.currentTarget.value;
            event.currentTarget.value = '';
            if (length) void ask(alert, (who) => snooze(alert.alertId, who, length));
          }}
        >
          <option value="">Snooze…</option>
          {SNOOZES.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

export function AlertItem({ alert }: { alert: Alert }) {
  const currency = alert.currency ?? meta.value?.currency ?? 'USD';
  const active = lasts(alert);
  const scope = [alert.campaignId && campaignName(alert.campaignId), alert.channel, alert.subject]
    .filter(Boolean)
    .join(' · ');
  const cause = causeWords(alert);
  const reason = reasonWords(alert);
  const problem = problems.value[alert.alertId];
  const resting = active && snoozed(alert, now.value);
  return (
    <li
      class={`alert ${alert.state.toLowerCase()} ${active ? alert.severity.toLowerCase() : 'over'} ${resting ? 'resting' : ''}`}
      data-testid="alert"
    >
      <div class="alert-head">
        <span class="badge">{stateWord(alert)}</span>
        <span class="severity">{words(alert.severity)}</span>
        {numeric(alert.moneyAtRisk) !== null && (
          <span class="risk" title="Money at risk">
            {bigMoney(alert.moneyAtRisk, currency)} <small>at risk</small>
          </span>
        )}
      </div>
      <p class="headline">{headline(alert)}</p>
      <p class="summary">{summary(alert)}</p>
      {cause && <p class="cause">{cause}</p>}
      {reason && (
        <p class="quiet">
          {stateWord(alert)}: {reason}
        </p>
      )}
      <p class="quiet">{[scope || words(alert.kind), ...figures(alert, currency)].join(' · ')}</p>
      {alert.members.length > 0 && <Members of={alert.members} />}
      {alert.decomposition && <Miss of={alert.decomposition} />}
      {active && advice(alert) && <p class="advice">{advice(alert)}</p>}
      <p class="quiet">{since(alert)}</p>
      <Handled alert={alert} />
      {active && <Buttons alert={alert} />}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}

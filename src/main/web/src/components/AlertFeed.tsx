import { computed } from '@preact/signals';
import type { Alert } from '../board';
import { clockTime, metricLabel, ofMetric, span, words } from '../format';
import { alerts, campaignName, firing, meta, now, timeZone } from '../store';

const URGENCY = { FIRING: 0, PENDING: 1, RESOLVED: 2, RETRACTED: 2 } as const;
const WEIGHT = { CRITICAL: 0, WARNING: 1, INFO: 2 } as const;

const ordered = computed(() =>
  [...alerts.value].sort(
    (a, b) =>
      URGENCY[a.state] - URGENCY[b.state] ||
      (URGENCY[a.state] < 2 ? WEIGHT[a.severity] - WEIGHT[b.severity] : 0) ||
      b.updatedAt.localeCompare(a.updatedAt) ||
      a.alertId.localeCompare(b.alertId),
  ),
);

function since(alert: Alert): string {
  const zone = timeZone.value;
  const end = alert.endsAt ? Date.parse(alert.endsAt) : now.value;
  const lasted = span(Math.max(0, Math.floor((end - Date.parse(alert.startsAt)) / 1000)));
  const began = clockTime(alert.startsAt, zone);
  return alert.endsAt
    ? `${began}–${clockTime(alert.endsAt, zone)}, lasted ${lasted}`
    : `since ${began}, for ${lasted}`;
}

function Item({ alert }: { alert: Alert }) {
  const currency = meta.value?.currency ?? 'USD';
  const active = alert.state === 'FIRING' || alert.state === 'PENDING';
  const scope = [alert.campaignId && campaignName(alert.campaignId), alert.channel]
    .filter(Boolean)
    .join(' · ');
  return (
    <li
      class={`alert ${alert.state.toLowerCase()} ${active ? alert.severity.toLowerCase() : 'over'}`}
      data-testid="alert"
    >
      <div class="alert-head">
        <span class="badge">{words(alert.state)}</span>
        <span class="severity">{words(alert.severity)}</span>
      </div>
      <p class="summary">{alert.summary}</p>
      <p class="quiet">
        {scope || words(alert.kind)}
        {alert.metric && (
          <>
            {' · '}
            {metricLabel(alert.metric)} {ofMetric(alert.metric, alert.observed, currency)} against{' '}
            {ofMetric(alert.metric, alert.target ?? alert.expected, currency)}
          </>
        )}
      </p>
      <p class="quiet">{since(alert)}</p>
    </li>
  );
}

export function AlertFeed() {
  const burning = firing.value.length;
  return (
    <aside class="card alerts" aria-labelledby="alerts-title">
      <div class="card-head">
        <h2 id="alerts-title">Alerts</h2>
        <span class={`pill ${burning > 0 ? 'bad' : 'good'}`} role="status">
          {burning > 0 ? `${burning} firing` : 'None firing'}
        </span>
      </div>
      {ordered.value.length === 0 ? (
        <p class="empty">No alert so far.</p>
      ) : (
        <ul class="feed" tabIndex={0} aria-label="Alerts, those that need attention first">
          {ordered.value.map((alert) => (
            <Item key={alert.alertId} alert={alert} />
          ))}
        </ul>
      )}
    </aside>
  );
}

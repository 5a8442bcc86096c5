import { computed } from '@preact/signals';
import { byAttention } from '../alerts';
import { alerts, firing, now } from '../store';
import { nameMissing, viewer } from '../viewer';
import { AlertItem } from './AlertItem';

const ordered = computed(() => [...alerts.value].sort(byAttention(now.value)));

function Viewer() {
  return (
    <div class="viewer">
      <label for="viewer-name">Your name</label>
      <input
        id="viewer-name"
        maxLength={200}
        autocomplete="name"
        value={viewer.value}
        aria-invalid={nameMissing.value}
        aria-describedby={nameMissing.value ? 'viewer-hint' : undefined}
        onInput={(event) => (viewer.value = event.currentTarget.value)}
      />
      {nameMissing.value && (
        <p id="viewer-hint" class="problem" role="alert">
          Say who you are first: others see who takes care of what.
        </p>
      )}
    </div>
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
        <>
          <Viewer />
          <ul class="feed" tabIndex={0} aria-label="Alerts, those that need attention first">
            {ordered.value.map((alert) => (
              <AlertItem key={alert.alertId} alert={alert} />
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}

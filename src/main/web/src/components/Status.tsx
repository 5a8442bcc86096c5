import { clockTime, span } from '../format';
import type { Evaluation } from '../board';
import { connection, dataAge, evaluation, meta, timeZone } from '../store';

// Minutes complete about a minute after they begin: up to two the data is as fresh as can be.
const AGING_SECONDS = 150;
const STALE_SECONDS = 300;

function freshness(age: number | null): string {
  if (age === null) return 'unknown';
  if (age > STALE_SECONDS) return 'bad';
  return age > AGING_SECONDS ? 'warn' : 'good';
}

function connectionText(): { tone: string; text: string } {
  if (connection.value === 'lost') return { tone: 'bad', text: 'Connection lost, retrying' };
  if (connection.value === 'connecting' || !meta.value) {
    return { tone: 'unknown', text: 'Connecting' };
  }
  switch (meta.value.feed) {
    case 'LIVE':
      return { tone: 'good', text: 'Live' };
    case 'CATCHING_UP':
      return { tone: 'warn', text: 'Loading history' };
    case 'UNREACHABLE':
      return { tone: 'bad', text: 'Kafka unreachable' };
  }
}

/** What keeps alerts from being acted on; null while nothing does. */
function evaluationText(now: Evaluation): { tone: string; text: string } | null {
  switch (now.guardrail) {
    case 'NO_HEARTBEAT':
      return { tone: 'bad', text: 'Alerts are not evaluated' };
    case 'CATCHING_UP':
      return {
        tone: 'warn',
        text: now.evaluatedUntil
          ? `Alerts catching up, evaluated to ${clockTime(now.evaluatedUntil, timeZone.value)}`
          : 'Alerts catching up',
      };
    case 'PAUSED': {
      const silent = now.sources.filter((s) => s.state === 'PAUSED').map((s) => s.source);
      return { tone: 'warn', text: `No ${silent.join(', ')}: alerts paused` };
    }
    default:
      return null;
  }
}

export function Status() {
  const link = connectionText();
  const age = dataAge.value;
  const told = meta.value;
  const behind = evaluation.value && evaluationText(evaluation.value);
  return (
    <div class="status">
      <span class={`pill ${link.tone}`} role="status" data-testid="connection">
        {link.text}
      </span>
      <span
        class={`pill ${freshness(age)}`}
        data-testid="data-age"
        title={
          told?.eventTime
            ? `Everything up to ${clockTime(told.eventTime, timeZone.value)} (${timeZone.value}) is in`
            : 'No minute is complete yet'
        }
      >
        {age === null ? 'No data yet' : `Data ${span(age)} old`}
      </span>
      {behind && (
        <span
          class={`pill ${behind.tone}`}
          data-testid="evaluation"
          title="Change no budget because of alerts now"
        >
          {behind.text}
        </span>
      )}
    </div>
  );
}

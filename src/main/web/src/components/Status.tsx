import { clockTime, span } from '../format';
import { connection, dataAge, meta, timeZone } from '../store';

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

export function Status() {
  const link = connectionText();
  const age = dataAge.value;
  const told = meta.value;
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
    </div>
  );
}

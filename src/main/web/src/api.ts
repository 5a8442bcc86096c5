import type { Changes, CoursePoint, ModelShares, Plan, Snapshot } from './board';

export type Connection = 'connecting' | 'live' | 'lost';

export interface Listener {
  snapshot(message: Snapshot): void;
  changes(message: Changes): void;
  connection(state: Connection): void;
}

// The server says something at least every 15 s; a sleeping laptop or a dead network doesn't.
const SILENCE_MILLIS = 40_000;
const RETRY_MILLIS = [1_000, 2_000, 5_000, 10_000];

/** Follows the stream of one model and basis, for ever, until the returned function ends it. */
export function follow(model: string | null, basis: string | null, to: Listener): () => void {
  const query = new URLSearchParams();
  if (model) query.set('model', model);
  if (basis) query.set('basis', basis);
  let source: EventSource | null = null;
  let timer: number | undefined;
  let attempt = 0;
  let ended = false;

  function connect(): void {
    source = new EventSource(`/api/stream?${query}`);
    expectWord();
    source.addEventListener('snapshot', (event) => {
      attempt = 0;
      expectWord();
      to.connection('live');
      to.snapshot(JSON.parse(event.data) as Snapshot);
    });
    source.addEventListener('changes', (event) => {
      expectWord();
      to.changes(JSON.parse(event.data) as Changes);
    });
    source.onerror = retry;
  }

  function expectWord(): void {
    clearTimeout(timer);
    timer = window.setTimeout(retry, SILENCE_MILLIS);
  }

  // Reconnects by itself rather than through EventSource, which gives up on an error status.
  function retry(): void {
    source?.close();
    clearTimeout(timer);
    if (ended) return;
    to.connection('lost');
    const wait = RETRY_MILLIS[Math.min(attempt++, RETRY_MILLIS.length - 1)];
    timer = window.setTimeout(connect, wait);
  }

  to.connection('connecting');
  connect();
  return () => {
    ended = true;
    clearTimeout(timer);
    source?.close();
  };
}

export interface JourneyTouch {
  eventId: string;
  time: string;
  type: string;
  campaignId: string;
  channel: string;
  standing: 'ELIGIBLE' | 'BEFORE_LOOK_BACK' | 'AFTER_CONVERSION';
  weights: Record<string, number>;
}

export interface Explanation {
  conversionId: string;
  conversionType: string;
  conversionTime: string;
  personId: string | null;
  value: string;
  newCustomer: boolean;
  voided: boolean;
  source: string;
  campaignId: string | null;
  channel: string | null;
  touches: JourneyTouch[];
  corrections: { cause: string; causedAt: string; decidedAt: string }[];
  correctionCount: number;
}

/** What is behind a conversion, or why that cannot be told. */
export async function explain(id: string): Promise<Explanation | { problem: string }> {
  try {
    const answer = await fetch(`/api/conversions/${encodeURIComponent(id)}`);
    const body: unknown = await answer.json();
    return answer.ok ? (body as Explanation) : { problem: (body as { detail: string }).detail };
  } catch {
    return { problem: 'The server doesn’t answer.' };
  }
}

/** The shares of the models as they stand; null if the server doesn't tell. */
export async function modelShares(): Promise<readonly ModelShares[] | null> {
  try {
    const answer = await fetch('/api/model-shares');
    return answer.ok ? ((await answer.json()) as { models: ModelShares[] }).models : null;
  } catch {
    return null;
  }
}

/** A plan with its course. */
export type PlanWithCourse = Plan & { readonly course: readonly CoursePoint[] };

/** What would follow if the price were cut and demand answered with an elasticity. */
export interface ScenarioRow {
  readonly markdown: number;
  readonly elasticity: number;
  readonly price: string;
  readonly units: string;
  readonly leftover: string;
  readonly margin: string | null;
}

export interface Scenario {
  readonly label: string;
  readonly price: string;
  readonly rows: readonly ScenarioRow[];
}

/** The clearance of a promotion and of its articles. */
export interface Clearance extends PlanWithCourse {
  readonly items: readonly (PlanWithCourse & { readonly scenario: Scenario | null })[];
}

/** The clearance of a promotion as it stands; null if the server doesn't tell. */
export async function clearance(promotionId: string): Promise<Clearance | null> {
  try {
    const answer = await fetch(`/api/promotions/${encodeURIComponent(promotionId)}`);
    return answer.ok ? ((await answer.json()) as Clearance) : null;
  } catch {
    return null;
  }
}

/** What went wrong with a change; null if nothing did. The stream tells of what it changed. */
async function change(path: string, method: string, who: string, body?: object): Promise<string | null> {
  try {
    const answer = await fetch(path, {
      method,
      headers: {
        // Headers are ASCII, names are not.
        'X-Changed-By': encodeURIComponent(who),
        ...(body ? { 'Content-Type': 'application/json' } : {}),
      },
      body: body ? JSON.stringify(body) : null,
    });
    if (answer.ok) return null;
    return ((await answer.json()) as { detail?: string }).detail ?? 'The server refused.';
  } catch {
    return 'The server doesn’t answer.';
  }
}

const alertPath = (id: string, action: string) => `/api/alerts/${encodeURIComponent(id)}/${action}`;

/** Says that somebody takes care of an alert; null, or what went wrong. */
export function acknowledge(alertId: string, who: string): Promise<string | null> {
  return change(alertPath(alertId, 'acknowledge'), 'POST', who, { by: who });
}

/** Puts an alert off for a length of time; null, or what went wrong. */
export function snooze(alertId: string, who: string, length: string): Promise<string | null> {
  return change(alertPath(alertId, 'snooze'), 'POST', who, { by: who, for: length });
}

/** Takes back what was done about an alert; null, or what went wrong. */
export function takeBack(
  alertId: string,
  action: 'acknowledge' | 'snooze',
  who: string,
): Promise<string | null> {
  return change(alertPath(alertId, action), 'DELETE', who);
}

import { computed, effect, signal } from '@preact/signals';
import { follow, modelShares as askModelShares, type Connection } from './api';
import { EMPTY, patched } from './board';
import type { Meta, ModelShares, Row, SectionName, Sections } from './board';
import { knownZone } from './format';

export const SCOPES = [
  { id: 'hour', label: 'Last hour' },
  { id: 'today', label: 'Today' },
  { id: 'life', label: 'To date' },
] as const;

export type Scope = (typeof SCOPES)[number]['id'];

export const BASES = [
  { id: 'CONVERSION_TIME', label: 'Conversion time' },
  { id: 'INTERACTION_TIME', label: 'Interaction time' },
] as const;

const asked = new URLSearchParams(location.search);
const askedScope = SCOPES.find((s) => s.id === asked.get('window'))?.id;

/** What the viewer has chosen; null is the installation's default. */
export const scope = signal<Scope>(askedScope ?? 'today');
export const model = signal<string | null>(asked.get('model'));
export const basis = signal<string | null>(asked.get('basis'));

/** What the server has told. */
export const meta = signal<Meta | null>(null);
export const sections = signal<Sections>(EMPTY);
export const connection = signal<Connection>('connecting');

/** Published once an hour, so they are asked for and not streamed. */
export const modelShares = signal<readonly ModelShares[]>([]);
const SHARES_EVERY_MILLIS = 60_000;

/** The zone in which times are shown. */
export const timeZone = computed(() => knownZone(meta.value?.timeZone));

/** The server's time now, epoch milliseconds: this machine's clock may be wrong. */
const serverAhead = signal(0);
const tick = signal(Date.now());
export const now = computed(() => tick.value + serverAhead.value);

export const rows = computed<readonly Row[]>(() => Object.values(sections.value[scope.value]));
export const totals = computed(() => sections.value.totals[scope.value] ?? null);
export const minutes = computed(() => sections.value.minutes);
export const alerts = computed(() => Object.values(sections.value.alerts));
export const firing = computed(() => alerts.value.filter((a) => a.state === 'FIRING'));
/** How far alerts have been evaluated; null until the server has sent it. */
export const evaluation = computed(() => sections.value.evaluation['now'] ?? null);
export const ledger = computed(() => Object.values(sections.value.ledger));
export const books = computed(() => sections.value.conservation['toDate'] ?? null);
export const plans = computed(() => Object.values(sections.value.plans));
export const calibration = computed(() => sections.value.calibration);
export const campaigns = computed(() => sections.value.campaigns);
export const outlooks = computed(() => sections.value.outlooks);

/** How old the data is, in seconds; null before there is any. */
export const dataAge = computed(() => {
  const reached = meta.value?.eventTime;
  return reached ? Math.max(0, Math.floor((now.value - Date.parse(reached)) / 1000)) : null;
});

/** The name of a campaign as the catalogue has it, else its id. */
export function campaignName(id: string): string {
  return campaigns.value[id]?.name ?? id;
}

function apply(set: Partial<Sections>, removed: Partial<Record<SectionName, readonly string[]>>) {
  const old = sections.value;
  sections.value = {
    hour: patched(old.hour, set.hour, removed.hour),
    today: patched(old.today, set.today, removed.today),
    life: patched(old.life, set.life, removed.life),
    totals: patched(old.totals, set.totals, removed.totals),
    minutes: patched(old.minutes, set.minutes, removed.minutes),
    plans: patched(old.plans, set.plans, removed.plans),
    calibration: patched(old.calibration, set.calibration, removed.calibration),
    alerts: patched(old.alerts, set.alerts, removed.alerts),
    evaluation: patched(old.evaluation, set.evaluation, removed.evaluation),
    ledger: patched(old.ledger, set.ledger, removed.ledger),
    conservation: patched(old.conservation, set.conservation, removed.conservation),
    campaigns: patched(old.campaigns, set.campaigns, removed.campaigns),
    outlooks: patched(old.outlooks, set.outlooks, removed.outlooks),
  };
}

function heard(told: Meta): void {
  meta.value = told;
  serverAhead.value = Date.parse(told.now) - Date.now();
  tick.value = Date.now();
}

async function refreshShares(): Promise<void> {
  modelShares.value = (await askModelShares()) ?? modelShares.value;
}

/** Begins to follow the server; a change of model or basis starts a new stream. */
export function start(): void {
  window.setInterval(() => (tick.value = Date.now()), 1000);
  void refreshShares();
  window.setInterval(() => void refreshShares(), SHARES_EVERY_MILLIS);
  effect(() =>
    follow(model.value, basis.value, {
      snapshot(message) {
        heard(message.meta);
        sections.value = { ...EMPTY, ...message.sections };
      },
      changes(message) {
        heard(message.meta);
        apply(message.set, message.removed);
      },
      connection(state) {
        connection.value = state;
      },
    }),
  );
  effect(() => {
    const query = new URLSearchParams();
    if (scope.value !== 'today') query.set('window', scope.value);
    if (model.value) query.set('model', model.value);
    if (basis.value) query.set('basis', basis.value);
    const text = query.toString();
    history.replaceState(null, '', text ? `?${text}` : location.pathname);
  });
  effect(() => {
    const count = firing.value.length;
    document.title = count > 0 ? `(${count}) Campaign Pulse` : 'Campaign Pulse';
  });
}

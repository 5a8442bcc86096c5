import { computed, signal } from '@preact/signals';
import { count, dateTime, percent, words } from '../format';
import { campaignName, modelShares, timeZone } from '../store';

const chosen = signal<string | null>(null);

const types = computed(() => [...new Set(modelShares.value.map((m) => m.conversionType))]);

const type = computed(() => {
  const wanted = chosen.value ?? 'ORDER';
  return types.value.includes(wanted) ? wanted : types.value[0];
});

interface Line {
  readonly campaignId: string;
  readonly channel: string;
  readonly shares: Record<string, number>;
}

const models = computed(() => modelShares.value.filter((m) => m.conversionType === type.value));

const lines = computed(() => {
  const found = new Map<string, Line>();
  for (const model of models.value) {
    for (const { campaignId, channel, share } of model.shares) {
      const key = `${campaignId}\n${channel}`;
      const line = found.get(key) ?? { campaignId, channel, shares: {} };
      line.shares[model.method] = share;
      found.set(key, line);
    }
  }
  return [...found.values()];
});

const MOST_ROWS = 50;

export function ModelShares() {
  const first = models.value[0];
  if (!first) return null;
  return (
    <section class="card shares-card" aria-labelledby="shares-title">
      <div class="card-head">
        <h2 id="shares-title">
          Model share <span class="quiet">as of {dateTime(first.asOf, timeZone.value)}</span>
        </h2>
        <select
          aria-label="Conversions shared"
          value={type.value}
          onChange={(event) => (chosen.value = event.currentTarget.value)}
        >
          {types.value.map((each) => (
            <option key={each} value={each}>
              {words(each)}
            </option>
          ))}
        </select>
      </div>
      <div class="scroll" role="region" aria-labelledby="shares-title" tabIndex={0}>
        <table data-testid="model-shares">
          <thead>
            <tr>
              <th scope="col">Campaign</th>
              <th scope="col">Channel</th>
              {models.value.map((model) => (
                <th scope="col" class="number" key={model.method} title={model.modelVersion}>
                  {words(model.method)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.value.slice(0, MOST_ROWS).map((line) => (
              <tr key={`${line.campaignId}\n${line.channel}`}>
                <th scope="row" title={line.campaignId}>
                  <span class="name">{campaignName(line.campaignId)}</span>
                </th>
                <td>
                  <span class="tag">{line.channel}</span>
                </td>
                {models.value.map((model) => (
                  <td class="number" key={model.method}>
                    {percent(line.shares[model.method] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="note">
        With which paths people converted, not what a campaign caused. Shares of{' '}
        {count(first.conversionsWithTouch)} conversions; {count(first.conversionsWithoutTouch)} more
        had no touch.
      </p>
    </section>
  );
}

import { signal } from '@preact/signals';
import { explain, type Explanation, type JourneyTouch } from '../api';
import { dateTime, money, percent, words } from '../format';
import { campaignName, meta, timeZone } from '../store';

const SOURCES: Record<string, string> = {
  TOUCHES: 'Divided among the touches of the person.',
  LEAD_TOUCHES: 'Divided among the touches of its lead.',
  DECLARED: 'No touch was eligible; its lead says itself where it came from.',
  COUPON: 'No touch was eligible; its coupon code belongs to the campaign.',
  DEALER: 'No touch was eligible; its dealer takes part in the campaign.',
  NOTHING: 'Nothing explains it: it is unattributed.',
};

const CAUSES: Record<string, string> = {
  TOUCH: 'a touch arrived late',
  IDENTITY: 'a visitor became known as another person',
  CONVERSION: 'a return, a cancellation or a further event of the lead',
  FIRST_ORDER: "another order became, or ceased to be, the person's first",
  LEAD: 'the lead it came from changed',
};

type Answer = Explanation | { problem: string } | null;

const wanted = signal('');
const answer = signal<Answer>(null);
const asking = signal(false);

async function ask(event: Event): Promise<void> {
  event.preventDefault();
  const id = wanted.value.trim();
  if (!id) return;
  asking.value = true;
  answer.value = await explain(id);
  asking.value = false;
}

function models(): readonly string[] {
  return meta.value?.models ?? [];
}

function Touch({ touch }: { touch: JourneyTouch }) {
  const eligible = touch.standing === 'ELIGIBLE';
  return (
    <tr class={eligible ? '' : 'quiet'}>
      <th scope="row">{dateTime(touch.time, timeZone.value)}</th>
      <td>{words(touch.type)}</td>
      <td>
        {campaignName(touch.campaignId)} · {touch.channel}
      </td>
      {models().map((model) => (
        <td class="number" key={model}>
          {touch.weights[model] === undefined ? '—' : percent(touch.weights[model])}
        </td>
      ))}
      <td>{eligible ? 'Eligible' : words(touch.standing)}</td>
    </tr>
  );
}

function Journey({ found }: { found: Explanation }) {
  const zone = timeZone.value;
  const currency = meta.value?.currency ?? 'USD';
  return (
    <div data-testid="journey">
      <p>
        <strong>{words(found.conversionType)}</strong> of {found.personId ?? 'a person nobody knows'}
        {', '}
        {dateTime(found.conversionTime, zone)}, worth {money(found.value, currency)}
        {found.newCustomer && ', a new customer'}
        {found.voided && ', taken back'}
      </p>
      <p class="quiet">
        {SOURCES[found.source]}
        {found.campaignId && ` ${campaignName(found.campaignId)} · ${found.channel}`}
      </p>
      {found.touches.length > 0 && (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Touch</th>
                <th scope="col">Type</th>
                <th scope="col">Campaign · channel</th>
                {models().map((model) => (
                  <th scope="col" class="number" key={model}>
                    {words(model)}
                  </th>
                ))}
                <th scope="col">Standing</th>
              </tr>
            </thead>
            <tbody>
              {found.touches.map((touch) => (
                <Touch key={touch.eventId} touch={touch} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {found.corrections.length > 0 && (
        <>
          <p>
            Corrected {found.correctionCount === 1 ? 'once' : `${found.correctionCount} times`}
          </p>
          <ul class="quiet">
            {found.corrections.map((correction, index) => (
              <li key={index}>
                {dateTime(correction.decidedAt, zone)}: {CAUSES[correction.cause]} (of{' '}
                {dateTime(correction.causedAt, zone)})
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What is behind one conversion: its journey, the weights and the corrections. */
export function Conversion() {
  const shown = answer.value;
  return (
    <section class="card" aria-labelledby="conversion-title">
      <div class="card-head">
        <h2 id="conversion-title">What is behind a conversion?</h2>
      </div>
      <form class="ask" onSubmit={(event) => void ask(event)}>
        <label for="conversion-id">Order, or lead and stage (lead-7:QUALIFIED)</label>
        <input
          id="conversion-id"
          autocomplete="off"
          value={wanted.value}
          onInput={(event) => (wanted.value = event.currentTarget.value)}
        />
        <button type="submit" disabled={asking.value}>
          Explain
        </button>
      </form>
      <div aria-live="polite">
        {shown && ('problem' in shown ? <p>{shown.problem}</p> : <Journey found={shown} />)}
      </div>
    </section>
  );
}

import type { Signal } from '@preact/signals';
import { words } from '../format';
import { BASES, basis, meta, model, SCOPES, scope } from '../store';
import { Status } from './Status';

function Picker(props: {
  label: string;
  choice: Signal<string | null>;
  current: string;
  options: readonly { readonly id: string; readonly label: string }[];
}) {
  return (
    <label class="picker">
      <span>{props.label}</span>
      <select
        value={props.choice.value ?? props.current}
        onChange={(event) => (props.choice.value = event.currentTarget.value)}
      >
        {props.options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Header() {
  const told = meta.value;
  return (
    <header class="top">
      <div class="brand">
        <img src="/pulse.svg" alt="" width="28" height="28" />
        <h1>Campaign Pulse</h1>
        <Status />
      </div>
      <div class="choices">
        <fieldset class="segments">
          <legend class="unseen">Time span</legend>
          {SCOPES.map((option) => (
            <label key={option.id}>
              <input
                type="radio"
                name="window"
                value={option.id}
                checked={scope.value === option.id}
                onChange={() => (scope.value = option.id)}
              />
              <span>{option.label}</span>
            </label>
          ))}
        </fieldset>
        {told && (
          <>
            <Picker
              label="Attribution"
              choice={model}
              current={told.model}
              options={told.models.map((id) => ({ id, label: words(id) }))}
            />
            <Picker label="Booked by" choice={basis} current={told.basis} options={BASES} />
          </>
        )}
      </div>
    </header>
  );
}

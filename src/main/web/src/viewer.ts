import { effect, signal } from '@preact/signals';

const KEPT = 'campaign-pulse.name';

// A browser may forbid to keep anything.
function kept(): string {
  try {
    return localStorage.getItem(KEPT) ?? '';
  } catch {
    return '';
  }
}

/** Who looks at the page, as they say themselves. */
export const viewer = signal(kept());

/** Whether something was asked for that needs a name. */
export const nameMissing = signal(false);

effect(() => {
  const name = viewer.value;
  if (name.trim() !== '') nameMissing.value = false;
  try {
    localStorage.setItem(KEPT, name);
  } catch {
    // Then it is typed again next time.
  }
});

/** Leads to the field in which the name is missing. */
export function askForName(): void {
  nameMissing.value = true;
  document.getElementById('viewer-name')?.focus();
}

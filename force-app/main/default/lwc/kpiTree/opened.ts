import userId from '@salesforce/user/Id';

const KEY = `todoku.kpitree.${userId}`;

/** What this user has opened (true) or closed on this device, by the id of the KPI. Storage may be forbidden. */
export function keptOpen(): Readonly<Record<string, boolean>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([, isOpen]) => typeof isOpen === 'boolean'));
  } catch {
    return {};
  }
}

export function keepOpen(opened: Readonly<Record<string, boolean>>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(opened));
  } catch {
    // Holds for this page alone.
  }
}

/** The code of a page's components, which Lightning Experience too loads with the page and not one by one. */
import { components } from 'host/components';
import type { ShownPage } from '../../../model.ts';
import type { Constructor } from '../componentPlace/componentPlace.ts';
import { standard } from './standard.ts';

const loaded = new Map<string, Constructor>(Object.entries(standard));

/** What stands for a name, when its code is there. */
export const loadedComponent = (name: string): Constructor | undefined => loaded.get(name);

/** Undefined when nothing is deployed under that name. */
export async function loadComponent(name: string): Promise<Constructor | undefined> {
  const type = loaded.get(name) ?? (await components[name]?.())?.default;
  if (type !== undefined) loaded.set(name, type);
  return type;
}

/**
 * Ends when the code of every component is there, so that all appear at once and none pushes another away. One that cannot
 * be loaded is told of in its own place, not here.
 */
export async function loadComponents({ regions, facets }: ShownPage): Promise<void> {
  const items = [...regions.flatMap((region) => region.items), ...Object.values(facets).flat()];
  await Promise.allSettled(items.map(({ name }) => loadComponent(name)));
}

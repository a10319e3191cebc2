/** Elements of a component's own template. */
import type { LightningElement } from 'lwc';

export function find<Wanted extends Element>(component: LightningElement, selector: string): Wanted | null {
  return component.template?.querySelector<Wanted>(selector) ?? null;
}

export function findAll<Wanted extends Element>(component: LightningElement, selector: string): readonly Wanted[] {
  return [...(component.template?.querySelectorAll<Wanted>(selector) ?? [])];
}

/** The element that the template names with `lwc:ref`. */
export function ref(component: LightningElement, name: string): HTMLElement | undefined {
  return component.refs?.[name] as HTMLElement | undefined; // templates name nothing but HTML elements
}

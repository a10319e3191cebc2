import { LightningElement, api } from 'lwc';
import { components } from 'host/components';
import type { Constructor } from '../componentPlace/componentPlace.ts';
import { word } from 'host/words';

/** A deployed component as a page of its own; it reads its state from the page reference. */
export default class ComponentPage extends LightningElement {
  /** `c__shipOrder`, as page references name it, or `c:shipOrder`. */
  @api componentName: string | undefined;

  type: Constructor | undefined;
  properties = {};
  isMissing = false;

  override connectedCallback(): void {
    this.load().catch(reportError);
  }

  private get name(): string {
    return (this.componentName ?? '').replace('__', ':');
  }

  private async load(): Promise<void> {
    const loader = components[this.name];
    this.isMissing = loader === undefined;
    this.type = (await loader?.())?.default;
  }

  get missingText(): string {
    return word('noComponent', this.name);
  }
}

import { LightningElement, api, getComponentDef } from 'lwc';

export type Constructor = new () => LightningElement;

/** A component in its own place: it is given only what it declares, and when it fails only its place is lost. */
export default class ComponentPlace extends LightningElement {
  @api type: Constructor | undefined;
  @api properties: Readonly<Record<string, unknown>> = {};

  failure: unknown;

  get typeToShow(): Constructor | undefined {
    return this.failure === undefined ? this.type : undefined;
  }

  get declared(): Readonly<Record<string, unknown>> {
    if (this.type === undefined) return {};
    const names = new Set(Object.keys(getComponentDef(this.type).props));
    return Object.fromEntries(Object.entries(this.properties).filter(([name]) => names.has(name)));
  }

  override errorCallback(error: Error): void {
    reportError(error);
    this.failure = error;
  }
}

/** What the compiler of Lightning components adds to TypeScript's own view. */
declare module '*.html' {
  const template: unknown;
  export default template;
}

declare module 'host/components' {
  import type { LightningElement } from 'lwc';

  type Constructor = new () => LightningElement;
  /** The deployed components that a page may place, by the name flexipages use (`c:gapPanel`). */
  export const components: Readonly<Record<string, () => Promise<{ readonly default: Constructor }>>>;
}

/** Of lightning-base-components, which has no types of its own for it. */
declare module 'lightning/modal' {
  import { LightningElement } from 'lwc';

  /** A component above the page: `open` shows it and resolves with what it is closed with. */
  export default class LightningModal extends LightningElement {
    static open(properties: Readonly<Record<string, unknown>>): Promise<unknown>;
    label: string;
    size: 'small' | 'medium' | 'large' | 'full';
    description: string;
    disableClose: boolean;
    connectedCallback(): void;
    close(result?: unknown): void;
  }
}

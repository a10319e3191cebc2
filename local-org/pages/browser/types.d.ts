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

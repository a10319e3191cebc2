import type { PageFacts } from '../facts.ts';

declare global {
  /** Written by the server; the form factor is added by the page when it knows its window. */
  var __sf: PageFacts & { readonly formFactor: 'Large' | 'Medium' | 'Small' };
}

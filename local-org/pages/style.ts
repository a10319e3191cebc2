/**
 * The host's own style: a page colour, and names for the colours of its frame and its cards, so that its components
 * follow SLDS 1, SLDS 2 and dark by one vocabulary. SLDS 2 turns dark by its styling hooks; SLDS 1 has no dark mode
 * on the platform, so there only the bar (`--host-bar…`) does: what stands on the page without a card is dark text.
 */
export const pageStyle = `
html {
  /* SLDS asks for the system's font, which on Linux is far too wide. */
  --slds-g-font-family-base: Roboto, 'Noto Sans CJK JP', 'Noto Sans JP', 'Hiragino Sans', sans-serif;
  --host-brand: #0176d3;
  --host-gap: 0.75rem;
}
html.slds1 {
  --host-page: #f3f3f3;
  --host-page-text: #181818;
  --host-card: #fff;
  --host-text: #181818;
  --host-weak: #514f4d;
  --host-line: #d8d8d8;
  --host-soft: #f3f3f3;
  --host-hover: #f3f3f3;
  --host-accent: #0b5cab;
  --host-accent-soft: #eef4ff;
  --host-radius: 0.25rem;
  --host-edge: #d8d8d8;
  --host-shadow: 0 2px 2px rgb(0 0 0 / 10%);
  --host-bar: #fff;
  --host-bar-text: #181818;
  --host-bar-weak: #514f4d;
  --host-bar-line: #d8d8d8;
  --host-bar-hover: #f3f3f3;
  --host-bar-accent: #0b5cab;
}
html.slds1.dark {
  --host-bar: #23272e;
  --host-bar-text: #f3f3f3;
  --host-bar-weak: #c9c9c9;
  --host-bar-line: #444a54;
  --host-bar-hover: #333942;
  --host-bar-accent: #8fc1ff;
}
html.slds2 {
  --host-page: var(--slds-g-color-surface-2);
  --host-page-text: var(--slds-g-color-on-surface-2);
  --host-card: var(--slds-g-color-surface-container-1);
  --host-text: var(--slds-g-color-on-surface-2);
  --host-weak: var(--slds-g-color-on-surface-1);
  --host-line: var(--slds-g-color-border-1);
  --host-soft: light-dark(#f3f3f3, #2e2e2e);
  --host-hover: light-dark(#f3f3f3, #2e2e2e);
  --host-accent: light-dark(#0250d9, #7cb1fe);
  --host-accent-soft: light-dark(#eef4ff, #1e3350);
  --host-radius: var(--slds-g-radius-border-4, 1.25rem);
  --host-edge: transparent;
  --host-shadow: none;
  --host-bar: var(--host-card);
  --host-bar-text: var(--host-text);
  --host-bar-weak: var(--host-weak);
  --host-bar-line: var(--host-line);
  --host-bar-hover: var(--host-hover);
  --host-bar-accent: var(--host-accent);
}
html, body { background: var(--host-page); color: var(--host-text); font-family: var(--slds-g-font-family-base); min-height: 100%; }
/* Of 16 pixels in SLDS: a target has 24 (WCAG 2.2, 2.5.8). */
lightning-datepicker .slds-input__icon button { width: 1.5rem; height: 1.5rem; margin: -0.25rem; }
/* The name of a list view takes two lines on a phone: SLDS centres what a button says. */
host-list-page h1 .slds-button { text-align: start; }
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation-duration: 1ms; transition-duration: 1ms; }
}
`;

/** The plain pages before the host: sign-in, building, build failed. */
export const plainStyle = `
.plain.plain { max-width: 56rem; margin: 3rem auto; padding: 1.5rem; background: var(--host-bar); color: var(--host-bar-text);
  border: 1px solid var(--host-bar-line); border-radius: var(--host-radius); }
.plain h1 { font-size: 1.25rem; font-weight: 700; color: inherit; }
.plain p { color: var(--host-bar-weak); }
.people { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 0.5rem; }
.person.person { display: grid; grid-template-columns: auto 1fr; gap: 0 0.75rem; align-items: center; width: 100%; height: 100%;
  padding: 0.625rem 0.75rem; text-align: start; line-height: 1.35; white-space: normal; color: inherit;
  background: transparent; border: 1px solid var(--host-bar-line); border-radius: 0.5rem; }
.person:hover, .person:focus-visible { border-color: var(--host-bar-accent); background: var(--host-bar-hover); }
.person .initial { grid-row: span 2; width: 2rem; height: 2rem; border-radius: 50%; display: grid; place-items: center;
  background: var(--host-bar-accent); color: var(--host-bar); font-weight: 700; }
.person .who { font-weight: 700; overflow-wrap: anywhere; }
.person .what { font-size: 0.75rem; color: var(--host-bar-weak); overflow-wrap: anywhere; }
@media (max-width: 47.99em) { .plain.plain { margin: 0; min-height: 100vh; border-radius: 0; border: 0; } }
`;

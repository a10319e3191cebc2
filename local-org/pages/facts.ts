/** What the server writes into each page for the browser, as `globalThis.__sf`. One build serves every user with it. */

/** A tab of the app, in the user's language. */
export interface NavigationItem {
  readonly label: string;
  /** `Target__c`; the tab opens its list. Undefined for home. */
  readonly objectApiName?: string;
  readonly url: string;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly title: string;
}

export type Theme = 'slds1' | 'slds2';

export interface PageFacts {
  /** `v66.0` */
  readonly apiVersion: string;
  readonly user: Person & { readonly language: string; readonly locale: string; readonly timeZone: string };
  /** Values of the `@salesforce/i18n/*` modules by name. */
  readonly i18n: Readonly<Record<string, unknown>>;
  /** `c.Gap_Title` → text. */
  readonly labels: Readonly<Record<string, string>>;
  /** Texts of the base components where they are not English: `LightningDatatable.save`. */
  readonly baseLabels: Readonly<Record<string, string>>;
  /** Texts of the host itself. */
  readonly words: Readonly<Record<string, string>>;
  readonly app: { readonly label: string; readonly items: readonly NavigationItem[] };
  readonly theme: Theme;
}

/** What the server writes into each page for the browser, as `globalThis.__sf`. One build serves every user with it. */

export type ItemKind = 'home' | 'object' | 'page' | 'component' | 'web' | 'unsupported';

/** A tab of an app, in the user's language. */
export interface NavigationItem {
  /** The tab's API name: `Target__c`, `standard-home`, `Property_Finder`. */
  readonly name: string;
  readonly kind: ItemKind;
  readonly label: string;
  /** Of a tab that opens the lists of an object. */
  readonly objectApiName?: string;
  readonly url: string;
  /** `custom:custom53` */
  readonly icon: string;
}

export interface AppSummary {
  /** `Todoku`, or `standard__LightningSales` for the one that every org has. */
  readonly name: string;
  readonly label: string;
  readonly description: string;
}

export interface AppFacts extends AppSummary {
  readonly items: readonly NavigationItem[];
  /** `#0250D9` */
  readonly color: string | undefined;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  /** What the person is here: role or title, and permission sets. */
  readonly title: string;
}

export type Theme = 'slds1' | 'slds2';
export type Mode = 'light' | 'dark';

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
  readonly app: AppFacts;
  /** Every app that the person may open, the open one among them. */
  readonly apps: readonly AppSummary[];
  /** What the person was granted: `ViewSetup` and other user permissions, and custom permissions, by name. */
  readonly permissions: { readonly user: readonly string[]; readonly custom: readonly string[] };
  readonly theme: Theme;
  readonly mode: Mode;
}

/** A Lightning page as the host receives it: the flexipage with its texts in the user's language. */

export interface VisibilityCriterion {
  /** `{!Record.Field__c}`, `{!$Client.FormFactor}`, `{!$User.Profile.Name}` … */
  readonly left: string;
  readonly operator: string;
  readonly right: string;
}

export interface VisibilityRule {
  readonly criteria: readonly VisibilityCriterion[];
  /** `1 AND (2 OR 3)`; absent means all of them. */
  readonly logic?: string;
}

export interface PageItem {
  /** `c:gapPanel`, `force:detailPanel`; a field placed by itself is `field:Gap__c`. */
  readonly name: string;
  /** Unique on the page. */
  readonly identifier: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly visibility?: VisibilityRule;
}

export interface PageModel {
  readonly label: string;
  /** `flexipage:recordHomeTemplateDesktop` */
  readonly template: string;
  /** Places of the template by name, in the order of the file. */
  readonly regions: readonly { readonly name: string; readonly items: readonly PageItem[] }[];
  /** What tabs and other containers hold, by the name their properties give. */
  readonly facets: Readonly<Record<string, readonly PageItem[]>>;
}

export interface RecordPageModel extends PageModel {
  readonly objectApiName: string;
  /** Values that visibility rules compare and that no record holds: `$User.Profile.Name`. */
  readonly userFacts: Readonly<Record<string, string>>;
}

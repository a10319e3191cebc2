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

/** A page with what its rules compare and no record holds: `User.Profile.Name`, `Permission.CustomPermission.Sees_All`. */
export interface ShownPage extends PageModel {
  readonly facts: Readonly<Record<string, string>>;
}

export type ActionKind = 'edit' | 'clone' | 'delete' | 'create' | 'update' | 'screen' | 'headless' | 'link' | 'refused';

export interface ActionModel {
  /** `Edit`, `Project__c.New_Amount` */
  readonly name: string;
  readonly label: string;
  readonly kind: ActionKind;
  /** Of `create`: what is made, and the field of it that refers to this record. */
  readonly target?: { readonly objectApiName: string; readonly parentField?: string };
  /** Of `screen` and `headless`: `c:shipOrder`. Of `link`: an address. */
  readonly value?: string;
  /** Of `create` and `update`: the fields of the action's own layout, instead of the object's. */
  readonly fields?: readonly string[];
}

export interface RecordPageModel extends ShownPage {
  readonly objectApiName: string;
  readonly actions: readonly ActionModel[];
}

/** What a tab opens. */
export type TabPage =
  | { readonly kind: 'page'; readonly page: ShownPage }
  | { readonly kind: 'component'; readonly label: string; readonly name: string }
  | { readonly kind: 'web'; readonly label: string; readonly url: string }
  | { readonly kind: 'object'; readonly objectApiName: string }
  | { readonly kind: 'unsupported'; readonly label: string };

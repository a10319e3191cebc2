/** A query as it stands in the text. `at` is an offset in that text; names keep the letter case in which they came. */

export interface Path {
  readonly kind: 'path';
  /** `Account.Owner.Name`. */
  readonly text: string;
  readonly at: number;
}

export interface Call {
  readonly kind: 'call';
  /** In capitals. */
  readonly name: string;
  /** The whole call as written. */
  readonly text: string;
  readonly args: readonly Argument[];
  readonly at: number;
}

export type ValueType = 'null' | 'string' | 'number' | 'boolean' | 'date' | 'datetime' | 'time' | 'range' | 'currency';

export interface Value {
  readonly kind: 'value';
  /** `range` is a date literal such as `LAST_N_DAYS:3`. */
  readonly type: ValueType;
  /** As written, quotes included. */
  readonly text: string;
  readonly at: number;
}

export type Operand = Path | Call;
export type Argument = Operand | Value;

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN' | 'INCLUDES' | 'EXCLUDES';

export interface Leaf {
  readonly kind: 'leaf';
  readonly operand: Operand;
  readonly operator: Comparison;
  /** One value, or the list of IN, NOT IN, INCLUDES and EXCLUDES. */
  readonly values: readonly Value[];
}

/** `X IN (SELECT …)`, or its opposite. */
export interface Join {
  readonly kind: 'join';
  readonly operand: Operand;
  readonly isAnti: boolean;
  readonly query: Query;
}

export type Condition =
  | Leaf
  | Join
  | { readonly kind: 'not'; readonly inner: Condition; readonly at: number }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[]; readonly at: number };

export interface TypeOf {
  readonly kind: 'typeof';
  readonly path: Path;
  readonly whens: readonly { readonly type: Path; readonly fields: readonly Path[] }[];
  readonly otherwise: readonly Path[] | undefined;
}

export type Item =
  | { readonly kind: 'field'; readonly operand: Operand; readonly alias?: string }
  | { readonly kind: 'children'; readonly query: Query }
  | TypeOf;

export interface Grouping {
  readonly mode: 'plain' | 'rollup' | 'cube';
  readonly keys: readonly Operand[];
}

export interface Order {
  readonly operand: Operand;
  readonly isDescending: boolean;
  readonly isNullsLast: boolean;
}

export interface Query {
  readonly at: number;
  readonly items: readonly Item[];
  /** The object, or for a sub-select the relationship. */
  readonly from: Path;
  /** Names that stand for a path in this query, in lower case: `c` → ``, `a` → `Account`. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly scope?: Path;
  readonly where?: Condition;
  readonly groupBy?: Grouping;
  readonly having?: Condition;
  readonly orderBy: readonly Order[];
  readonly limit?: number;
  readonly offset?: number;
  /** `FOR VIEW`, `FOR REFERENCE`, `FOR UPDATE`. */
  readonly purposes: ReadonlySet<'VIEW' | 'REFERENCE' | 'UPDATE'>;
}

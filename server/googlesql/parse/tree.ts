/** What a GoogleSQL query says, before anything is known about its tables. `at` is an offset in the text. */

export interface TypeName {
  readonly at: number;
  readonly name: string;
  /** Element of an ARRAY. */
  readonly of?: TypeName;
  readonly fields?: readonly { readonly name: string | undefined; readonly type: TypeName }[];
  /** Precision and scale, or length. */
  readonly sizes: readonly number[];
}

interface Node {
  readonly at: number;
}

export interface Literal extends Node {
  readonly kind: 'literal';
  readonly type:
    | 'INT64'
    | 'FLOAT64'
    | 'STRING'
    | 'BYTES'
    | 'BOOL'
    | 'NULL'
    | 'DATE'
    | 'DATETIME'
    | 'TIMESTAMP'
    | 'TIME'
    | 'NUMERIC'
    | 'BIGNUMERIC';
  /** As text: digits, the string itself, `true`. */
  readonly value: string;
}

export interface Call extends Node {
  readonly kind: 'call';
  /** In capitals; several words where a point stands between them (`SAFE.SUBSTR` is `SUBSTR` with `isSafe`). */
  readonly name: string;
  readonly isSafe: boolean;
  readonly args: readonly Expression[];
  readonly isDistinct: boolean;
  readonly nulls: 'IGNORE' | 'RESPECT' | undefined;
  readonly order: readonly Order[];
  readonly limit: Expression | undefined;
  readonly over: Window | undefined;
}

export type Expression =
  | Literal
  | Call
  | ({ readonly kind: 'parameter'; readonly name: string } & Node)
  | ({ readonly kind: 'path'; readonly names: readonly string[] } & Node)
  | ({ readonly kind: 'star' } & Node)
  | ({ readonly kind: 'field'; readonly of: Expression; readonly name: string } & Node)
  | ({ readonly kind: 'element'; readonly of: Expression; readonly how: string; readonly index: Expression } & Node)
  | ({ readonly kind: 'unary'; readonly operator: '-' | '+' | 'NOT'; readonly of: Expression } & Node)
  | ({
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    } & Node)
  | ({
      readonly kind: 'is';
      readonly of: Expression;
      readonly what: 'NULL' | 'TRUE' | 'FALSE';
      readonly not: boolean;
    } & Node)
  | ({
      readonly kind: 'in';
      readonly of: Expression;
      readonly among: readonly Expression[] | Query | { readonly array: Expression };
      readonly not: boolean;
    } & Node)
  | ({
      readonly kind: 'between';
      readonly of: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly not: boolean;
    } & Node)
  | ({ readonly kind: 'like'; readonly of: Expression; readonly pattern: Expression; readonly not: boolean } & Node)
  | ({
      readonly kind: 'case';
      readonly of: Expression | undefined;
      readonly whens: readonly { readonly when: Expression; readonly then: Expression }[];
      readonly otherwise: Expression | undefined;
    } & Node)
  | ({ readonly kind: 'cast'; readonly of: Expression; readonly to: TypeName; readonly isSafe: boolean } & Node)
  | ({
      readonly kind: 'extract';
      readonly part: string;
      readonly of: Expression;
      readonly zone: Expression | undefined;
    } & Node)
  | ({ readonly kind: 'interval'; readonly count: Expression; readonly part: string } & Node)
  | ({ readonly kind: 'array'; readonly items: readonly Expression[]; readonly of: TypeName | undefined } & Node)
  | ({
      readonly kind: 'struct';
      readonly items: readonly { readonly value: Expression; readonly name: string | undefined }[];
      readonly type: TypeName | undefined;
    } & Node)
  | ({ readonly kind: 'subquery'; readonly form: 'scalar' | 'array' | 'exists'; readonly query: Query } & Node);

export interface Order extends Node {
  readonly by: Expression;
  readonly isDescending: boolean;
  readonly nulls: 'FIRST' | 'LAST' | undefined;
}

export interface Window extends Node {
  /** A window of the WINDOW clause that this one starts from. */
  readonly base: string | undefined;
  readonly partition: readonly Expression[];
  readonly order: readonly Order[];
  readonly frame: Frame | undefined;
}

export interface Frame {
  readonly unit: 'ROWS' | 'RANGE';
  readonly from: Bound;
  readonly to: Bound;
}

export interface Bound {
  readonly kind: 'UNBOUNDED PRECEDING' | 'PRECEDING' | 'CURRENT ROW' | 'FOLLOWING' | 'UNBOUNDED FOLLOWING';
  readonly by: Expression | undefined;
}

export interface Query extends Node {
  readonly kind: 'query';
  readonly isRecursive: boolean;
  readonly with: readonly { readonly name: string; readonly at: number; readonly query: Query }[];
  readonly body: Body;
  readonly order: readonly Order[];
  readonly limit: Expression | undefined;
  readonly skip: Expression | undefined;
}

export type Body = Select | Query | SetOperation;

export interface SetOperation extends Node {
  readonly kind: 'set';
  readonly operator: 'UNION ALL' | 'UNION DISTINCT' | 'INTERSECT DISTINCT' | 'EXCEPT DISTINCT';
  readonly left: Body;
  readonly right: Body;
}

export interface Select extends Node {
  readonly kind: 'select';
  readonly isDistinct: boolean;
  readonly isStruct: boolean;
  readonly items: readonly Item[];
  readonly from: From | undefined;
  readonly where: Expression | undefined;
  readonly group: Grouping | undefined;
  readonly having: Expression | undefined;
  readonly qualify: Expression | undefined;
  readonly windows: readonly { readonly name: string; readonly window: Window }[];
}

export type Item =
  | {
      readonly kind: 'star';
      readonly at: number;
      /** What stands before `.*`; undefined for a bare star. */
      readonly of: Expression | undefined;
      readonly except: readonly string[];
      readonly replace: readonly { readonly value: Expression; readonly name: string }[];
    }
  | { readonly kind: 'value'; readonly at: number; readonly value: Expression; readonly name: string | undefined };

export interface Grouping extends Node {
  readonly kind: 'plain' | 'all' | 'rollup' | 'cube' | 'sets';
  readonly by: readonly Expression[];
  /** Only for `sets`. */
  readonly sets: readonly (readonly Expression[])[];
}

export type From =
  | ({
      readonly kind: 'table';
      readonly path: readonly string[];
      readonly alias: string | undefined;
      readonly offset: string | undefined;
      readonly hasOffset: boolean;
    } & Node)
  | ({ readonly kind: 'derived'; readonly query: Query; readonly alias: string | undefined } & Node)
  | ({
      readonly kind: 'unnest';
      readonly of: Expression;
      readonly alias: string | undefined;
      readonly offset: string | undefined;
      readonly hasOffset: boolean;
    } & Node)
  | ({
      readonly kind: 'join';
      readonly type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS' | 'COMMA';
      readonly left: From;
      readonly right: From;
      readonly on: Expression | undefined;
      readonly using: readonly string[] | undefined;
    } & Node);

/** How a function of GoogleSQL is said in DuckDB. Whatever has no rule is refused: the rules are the list of what is allowed. */
import type { Expression } from '../parse/parse.ts';
import type { Scope } from '../scope.ts';
import type { Type } from '../type.ts';
import { sameType } from '../type.ts';
import type { Typed } from '../typed.ts';
import { coerced } from '../typed.ts';

/** A call whose arguments have been looked at. */
export interface Called {
  readonly name: string;
  readonly at: number;
  readonly args: readonly Typed[];
  /** As parsed, for parts of dates and intervals. */
  readonly raw: readonly Expression[];
  readonly scope: Scope;
  /** The value of an argument that `raw` holds inside, such as the count of an interval. */
  readonly value: (expression: Expression) => Typed;
}

export interface Rule {
  /** Only for the statements of Todoku itself, run by the stand-in for BigQuery. */
  readonly isEngine?: boolean;
  /** Numbers of arguments that are parts or intervals, and have no value. */
  readonly parts?: readonly number[];
  /** Undefined when the arguments are not those of the function. */
  readonly make: (call: Called) => Omit<Typed, 'at'> | undefined;
}

export interface Signature {
  readonly args: readonly Type[];
  /** How many of the arguments may be left out, from the last on. */
  readonly optional: number;
  readonly returns: Type;
  readonly sql: (...args: readonly string[]) => string;
}

export function signature(args: readonly Type[], returns: Type, sql: Signature['sql'], optional = 0): Signature {
  return { args, returns, sql, optional };
}

/** The first signature that fits as it is, else the first that fits after conversion. */
export function overloads(...signatures: readonly Signature[]): Rule {
  return {
    make: ({ args }) => {
      const fitting = signatures.filter(
        (one) => args.length <= one.args.length && args.length >= one.args.length - one.optional,
      );
      const exact = fitting.find((one) =>
        args.every((arg, index) => sameType(arg.type, one.args[index] ?? { kind: 'NULL' })),
      );
      for (const one of exact === undefined ? fitting : [exact]) {
        const values = args.map((arg, index) => coerced(arg, one.args[index] ?? { kind: 'NULL' }));
        const sqls = values.flatMap((value) => (value === undefined ? [] : [value.sql]));
        if (sqls.length === values.length) return { sql: one.sql(...sqls), type: one.returns };
      }
      return undefined;
    },
  };
}

export type Rules = Readonly<Record<string, Rule>>;

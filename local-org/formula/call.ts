/** A function of formulas and its call while it is compiled. */
import { FormulaError } from './tokens.ts';
import { commonType, exactSql, sqlAs, textSql, type Value, type ValueType } from './values.ts';

/** One call while it is compiled: its arguments by position, each checked for its type. */
export class Call {
  readonly name: string;
  readonly args: readonly Value[];
  readonly at: number;
  constructor(name: string, args: readonly Value[], at: number) {
    this.name = name;
    this.args = args;
    this.at = at;
  }

  private get place(): string {
    return `function '${this.name}()'`;
  }

  arg(index: number): Value {
    const found = this.args[index];
    if (found === undefined) throw new FormulaError(`Missing parameter ${index + 1} for ${this.place}`, this.at);
    return found;
  }

  as(index: number, ...types: readonly ValueType[]): string {
    return sqlAs(this.arg(index), types, this.place, this.at);
  }

  number(index: number): string {
    return this.as(index, 'number');
  }

  exact(index: number): string {
    this.number(index);
    return exactSql(this.arg(index));
  }

  text(index: number): string {
    return textSql(this.arg(index), this.place, this.at);
  }

  /** A picklist's API value; unlike elsewhere it may stand here. */
  chosen(index: number): string {
    const one = this.arg(index);
    if (one.type !== 'picklist' && one.type !== 'multipicklist') {
      throw new FormulaError(`Incorrect parameter type for ${this.place}. Expected Picklist`, this.at);
    }
    return `ifnull(${one.sql}, '')`;
  }

  booleans(): readonly string[] {
    return this.args.map((_, index) => this.as(index, 'boolean'));
  }

  numbers(): readonly string[] {
    return this.args.map((_, index) => this.number(index));
  }

  common(...indexes: readonly number[]): ValueType {
    return commonType(
      indexes.map((index) => this.arg(index)),
      this.place,
      this.at,
    );
  }
}

export interface FunctionRule {
  readonly least: number;
  readonly most: number;
  readonly emit: (call: Call) => Value;
}

/** More parameters than any formula has. */
export const many = 100;
export const rule = (least: number, most: number, emit: (call: Call) => Value): FunctionRule => ({ least, most, emit });

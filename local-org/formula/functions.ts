/**
 * The functions that formulas may use here. A function that is not in this table is an error at deployment, never a
 * silent difference. Semantics: Salesforce Help, "Formula Operators and Functions".
 */
import { FormulaError } from './tokens.ts';
import { commonType, computed, exactSql, sqlAs, textSql, value, type Value, type ValueType } from './values.ts';

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

const many = 100;
const rule = (least: number, most: number, emit: (call: Call) => Value): FunctionRule => ({ least, most, emit });

function isBlank(one: Value): string {
  const isTextual = one.type === 'text' || one.type === 'picklist' || one.type === 'multipicklist';
  return isTextual ? `(ifnull(${one.sql}, '') = '')` : `(${one.sql} IS NULL)`;
}

/** Text is never null to ISNULL and NULLVALUE. */
function isNull(one: Value): string {
  return one.type === 'text' ? '(0)' : isBlank(one);
}

function caseOf(call: Call): Value {
  const { args } = call;
  if (args.length % 2 !== 0) throw new FormulaError(`Incorrect number of parameters for function 'CASE()'`, call.at);
  const subject = call.arg(0);
  const isTextual = subject.type === 'text' || subject.type === 'picklist';
  const last = args.length - 1;
  const results = args.map((_, index) => index).filter((index) => index === last || (index > 0 && index % 2 === 0));
  const type = call.common(...results);
  const branches: string[] = [];
  for (let index = 1; index < last; index += 2) {
    const wanted = isTextual ? call.text(index) : call.as(index, subject.type);
    branches.push(`WHEN ${wanted} THEN ${call.arg(index + 1).sql}`);
  }
  const head = isTextual ? `ifnull(${subject.sql}, '')` : exactSql(subject);
  const exact = results.every((index) => call.arg(index).exact);
  return value(type, `(CASE ${head} ${branches.join(' ')} ELSE ${call.arg(last).sql} END)`, exact);
}

function textOf(call: Call): Value {
  const one = call.arg(0);
  if (one.type === 'number') return value('text', `number_text(${one.sql})`);
  if (one.type === 'datetime') return value('text', `instant_text(${one.sql})`);
  if (one.type === 'picklist') return value('text', call.chosen(0));
  return value('text', `ifnull(${call.as(0, 'date', 'time')}, '')`);
}

const logic: Readonly<Record<string, FunctionRule>> = {
  IF: rule(3, 3, (call) => {
    const exact = call.arg(1).exact && call.arg(2).exact;
    return value(call.common(1, 2), `iif(${call.as(0, 'boolean')}, ${call.arg(1).sql}, ${call.arg(2).sql})`, exact);
  }),
  CASE: rule(4, many, caseOf),
  AND: rule(1, many, (call) => value('boolean', `(${call.booleans().join(' AND ')})`)),
  OR: rule(1, many, (call) => value('boolean', `(${call.booleans().join(' OR ')})`)),
  NOT: rule(1, 1, (call) => value('boolean', `(NOT ${call.as(0, 'boolean')})`)),
  ISBLANK: rule(1, 1, (call) => value('boolean', isBlank(call.arg(0)))),
  ISNULL: rule(1, 1, (call) => value('boolean', isNull(call.arg(0)))),
  BLANKVALUE: rule(2, 2, (call) => {
    const type = call.common(0, 1);
    const [first, second] = [call.arg(0), call.arg(1)];
    const sql = type === 'text' ? `nullif(${first.sql}, '')` : first.sql;
    return value(type, `coalesce(${sql}, ${second.sql})`, first.exact && second.exact);
  }),
  NULLVALUE: rule(2, 2, (call) => {
    const type = call.common(0, 1);
    const [first, second] = [call.arg(0), call.arg(1)];
    return type === 'text'
      ? value(type, first.sql)
      : value(type, `coalesce(${first.sql}, ${second.sql})`, first.exact && second.exact);
  }),
  ISPICKVAL: rule(2, 2, (call) => value('boolean', `(${call.chosen(0)} = ${call.text(1)})`)),
  INCLUDES: rule(2, 2, (call) =>
    value('boolean', `(instr(';' || ${call.chosen(0)} || ';', ';' || ${call.text(1)} || ';') > 0)`),
  ),
  ISNUMBER: rule(1, 1, (call) => value('boolean', `(text_number(${call.text(0)}) IS NOT NULL)`)),
};

const math: Readonly<Record<string, FunctionRule>> = {
  ABS: rule(1, 1, (call) => value('number', `abs(${call.number(0)})`, call.arg(0).exact)),
  MAX: rule(1, many, (call) => extreme(call, 'max')),
  MIN: rule(1, many, (call) => extreme(call, 'min')),
  MOD: rule(2, 2, (call) => computed(`mod(${call.exact(0)}, ${call.exact(1)})`)),
  ROUND: rule(2, 2, (call) => value('number', `round_half(${call.number(0)}, ${call.number(1)})`)),
  /** Away from zero for negative numbers; MCEILING and MFLOOR are the mathematical ones. */
  CEILING: rule(1, 1, (call) => value('number', `(ceil(abs(${call.exact(0)})) * sign(${call.exact(0)}))`)),
  FLOOR: rule(1, 1, (call) => value('number', `trunc(${call.exact(0)})`)),
  MCEILING: rule(1, 1, (call) => value('number', `ceil(${call.exact(0)})`)),
  MFLOOR: rule(1, 1, (call) => value('number', `floor(${call.exact(0)})`)),
  SQRT: rule(1, 1, (call) => computed(`sqrt(${call.number(0)})`)),
  EXP: rule(1, 1, (call) => computed(`exp(${call.number(0)})`)),
  LN: rule(1, 1, (call) => computed(`ln(${call.number(0)})`)),
  LOG: rule(1, 1, (call) => computed(`log10(${call.number(0)})`)),
};

/** SQLite's max and min of one argument are aggregates. */
function extreme(call: Call, name: 'max' | 'min'): Value {
  const numbers = call.numbers();
  const exact = call.args.every((one) => one.exact);
  return value('number', numbers.length === 1 ? `(${numbers.join()})` : `${name}(${numbers.join(', ')})`, exact);
}

const dates: Readonly<Record<string, FunctionRule>> = {
  TODAY: rule(0, 0, () => value('date', 'local_today()')),
  NOW: rule(0, 0, () => value('datetime', 'now_instant()')),
  DATE: rule(3, 3, (call) => {
    const parts = call.numbers().map((part) => `CAST(${part} AS INTEGER)`);
    return value('date', `text_date(printf('%04d-%02d-%02d', ${parts.join(', ')}))`);
  }),
  DATEVALUE: rule(1, 1, (call) => {
    const { type } = call.arg(0);
    if (type === 'datetime') return value('date', `local_date(${call.arg(0).sql})`);
    return value('date', type === 'date' ? call.arg(0).sql : `text_date(${call.text(0)})`);
  }),
  DATETIMEVALUE: rule(1, 1, (call) => {
    const { type } = call.arg(0);
    if (type === 'datetime') return call.arg(0);
    if (type === 'date') return value('datetime', `local_start(${call.arg(0).sql})`);
    return value('datetime', `CAST(unixepoch(${call.text(0)}) * 1000 AS INTEGER)`);
  }),
  YEAR: rule(1, 1, (call) => value('number', `CAST(substr(${call.as(0, 'date')}, 1, 4) AS REAL)`)),
  MONTH: rule(1, 1, (call) => value('number', `CAST(substr(${call.as(0, 'date')}, 6, 2) AS REAL)`)),
  DAY: rule(1, 1, (call) => value('number', `CAST(substr(${call.as(0, 'date')}, 9, 2) AS REAL)`)),
  WEEKDAY: rule(1, 1, (call) => value('number', `(CAST(strftime('%w', ${call.as(0, 'date')}) AS REAL) + 1)`)),
  ADDMONTHS: rule(2, 2, (call) => value('date', `add_months(${call.as(0, 'date')}, ${call.number(1)})`)),
};

const texts: Readonly<Record<string, FunctionRule>> = {
  TEXT: rule(1, 1, textOf),
  VALUE: rule(1, 1, (call) => value('number', `text_number(${call.text(0)})`)),
  LEFT: rule(2, 2, (call) => value('text', `substr(${call.text(0)}, 1, max(${call.number(1)}, 0))`)),
  RIGHT: rule(2, 2, (call) =>
    value('text', `iif(${call.number(1)} > 0, substr(${call.text(0)}, -${call.number(1)}), '')`),
  ),
  MID: rule(3, 3, (call) =>
    value('text', `substr(${call.text(0)}, max(${call.number(1)}, 1), max(${call.number(2)}, 0))`),
  ),
  LEN: rule(1, 1, (call) => value('number', `CAST(length(${call.text(0)}) AS REAL)`)),
  CONTAINS: rule(2, 2, (call) => value('boolean', `(instr(${call.text(0)}, ${call.text(1)}) > 0)`)),
  BEGINS: rule(2, 2, (call) =>
    value('boolean', `(substr(${call.text(0)}, 1, length(${call.text(1)})) = ${call.text(1)})`),
  ),
  FIND: rule(2, 3, (call) => {
    if (call.args.length === 2) return value('number', `CAST(instr(${call.text(1)}, ${call.text(0)}) AS REAL)`);
    const from = `max(${call.number(2)}, 1)`;
    const found = `instr(substr(${call.text(1)}, ${from}), ${call.text(0)})`;
    return value('number', `CAST(iif(${found} > 0, ${found} + ${from} - 1, 0) AS REAL)`);
  }),
  SUBSTITUTE: rule(3, 3, (call) => value('text', `replace(${call.text(0)}, ${call.text(1)}, ${call.text(2)})`)),
  TRIM: rule(1, 1, (call) => value('text', `trim(${call.text(0)})`)),
  UPPER: rule(1, 2, (call) => value('text', `upper_text(${call.text(0)})`)),
  LOWER: rule(1, 2, (call) => value('text', `fold(${call.text(0)})`)),
  REGEX: rule(2, 2, (call) => value('boolean', `matches(${call.text(0)}, ${call.text(1)})`)),
  BR: rule(0, 0, () => value('text', 'char(10)')),
  CASESAFEID: rule(1, 1, (call) => value('text', `full_id(${call.text(0)})`)),
  HYPERLINK: rule(2, 3, (call) => {
    const target = call.args.length === 3 ? call.text(2) : `'_blank'`;
    const [link, label] = [call.text(0), call.text(1)];
    return value('text', `('<a href="' || ${link} || '" target="' || ${target} || '">' || ${label} || '</a>')`);
  }),
  IMAGE: rule(2, 4, (call) => {
    const size =
      call.args.length === 4
        ? ` || ' style="height:' || number_text(${call.number(2)}) || 'px; width:' || number_text(${call.number(3)}) || 'px;"'`
        : '';
    return value(
      'text',
      `('<img src="' || ${call.text(0)} || '" alt="' || ${call.text(1)} || '"'${size} || ' border="0"/>')`,
    );
  }),
};

/** By name in capitals. ISCHANGED, ISNEW and PRIORVALUE, which need a change, are in compile.ts. */
export const functions: Readonly<Record<string, FunctionRule>> = { ...logic, ...math, ...dates, ...texts };

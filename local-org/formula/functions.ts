/**
 * The functions that formulas may use here. A function that is not in this table is an error at deployment, never a
 * silent difference. Semantics: Salesforce Help, "Formula Operators and Functions".
 */
import { many, rule, type Call, type FunctionRule } from './call.ts';
import { dates } from './date-functions.ts';
import { math } from './math-functions.ts';
import { FormulaError } from './tokens.ts';
import { exactSql, value, type Value } from './values.ts';

export { Call, type FunctionRule } from './call.ts';

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

/** Cut to the length, too; filled with blanks where no text is given. */
function padded(call: Call, side: 'left' | 'right'): Value {
  const filling = call.args.length === 3 ? call.text(2) : "' '";
  return value('text', `padded('${side}', ${call.text(0)}, ${call.exact(1)}, ${filling})`);
}

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
  LPAD: rule(2, 3, (call) => padded(call, 'left')),
  RPAD: rule(2, 3, (call) => padded(call, 'right')),
  INITCAP: rule(1, 1, (call) => value('text', `initial_capitals(${call.text(0)})`)),
  REVERSE: rule(1, 1, (call) => value('text', `reversed(${call.text(0)})`)),
  /** The number of the first character, and the character of a number. */
  ASCII: rule(1, 1, (call) => value('number', `CAST(unicode(nullif(${call.text(0)}, '')) AS REAL)`)),
  CHR: rule(1, 1, (call) => value('text', `char(CAST(${call.exact(0)} AS INTEGER))`)),
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

/** The names that a formula uses, without evaluating it. */

export interface FormulaNames {
  /** Field paths and globals (`$User.Id`), as written. */
  readonly fields: readonly string[];
  readonly functions: readonly string[];
}

const constants = new Set(['TRUE', 'FALSE', 'NULL']);

/** Functions of formula fields and validation rules; a misspelt one fails only in the org. */
const functions = new Set(
  (
    'ABS ADDMONTHS AND BEGINS BLANKVALUE BR CASE CASESAFEID CEILING CONTAINS DATE DATETIMEVALUE DATEVALUE DAY DISTANCE ' +
    'EXP FIND FLOOR GEOLOCATION HOUR HYPERLINK IF IMAGE INCLUDES ISBLANK ISCHANGED ISNEW ISNULL ISNUMBER ISPICKVAL LEFT ' +
    'LEN LN LOG LOWER LPAD MAX MCEILING MFLOOR MID MILLISECOND MIN MINUTE MOD MONTH NOT NOW NULLVALUE OR PRIORVALUE ' +
    'REGEX RIGHT ROUND RPAD SECOND SQRT SUBSTITUTE TEXT TIMENOW TIMEVALUE TODAY TRIM UPPER VALUE VLOOKUP WEEKDAY YEAR'
  ).split(' '),
);

export const isFunction = (name: string): boolean => functions.has(name.toUpperCase());

export function namesIn(formula: string): FormulaNames {
  const bare = formula.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, ' "" ');
  const fields: string[] = [];
  const called: string[] = [];
  for (const match of bare.matchAll(/([$A-Za-z_][\w.]*)\s*(\()?/g)) {
    const [, name = '', call] = match;
    if (call !== undefined) called.push(name);
    else if (!constants.has(name.toUpperCase())) fields.push(name);
  }
  return { fields: [...new Set(fields)], functions: [...new Set(called)] };
}

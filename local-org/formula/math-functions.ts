/** Functions of numbers (Salesforce Help, "Formula Operators and Functions"); angles are in radians. */
import { many, rule, type Call, type FunctionRule } from './call.ts';
import { computed, value, type Value } from './values.ts';

export const math: Readonly<Record<string, FunctionRule>> = {
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
  /** Towards zero, at so many digits behind the point; that they may be left out is unverified. */
  TRUNC: rule(1, 2, (call) => {
    const power = call.args.length === 2 ? `pow(10.0, ${call.number(1)})` : '1.0';
    return computed(`(trunc(significant(${call.exact(0)} * ${power})) / ${power})`);
  }),
  PI: rule(0, 0, () => computed('pi()')),
  SIN: rule(1, 1, (call) => computed(`sin(${call.number(0)})`)),
  COS: rule(1, 1, (call) => computed(`cos(${call.number(0)})`)),
  TAN: rule(1, 1, (call) => computed(`tan(${call.number(0)})`)),
  ASIN: rule(1, 1, (call) => computed(`asin(${call.number(0)})`)),
  ACOS: rule(1, 1, (call) => computed(`acos(${call.number(0)})`)),
  ATAN: rule(1, 1, (call) => computed(`atan(${call.number(0)})`)),
  ATAN2: rule(2, 2, (call) => computed(`atan2(${call.number(0)}, ${call.number(1)})`)),
};

/** SQLite's max and min of one argument are aggregates. */
function extreme(call: Call, name: 'max' | 'min'): Value {
  const numbers = call.numbers();
  const exact = call.args.every((one) => one.exact);
  return value('number', numbers.length === 1 ? `(${numbers.join()})` : `${name}(${numbers.join(', ')})`, exact);
}

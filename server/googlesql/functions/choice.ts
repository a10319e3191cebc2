/** Conditions: what chooses among its arguments. */
import { types } from '../type.ts';
import { coerced, unified } from '../typed.ts';
import type { Rule, Rules } from './rule.ts';

const choose: Rule = {
  make: ({ args, at }) => {
    const [condition, then, otherwise] = args;
    if (condition === undefined || then === undefined || otherwise === undefined || args.length !== 3) return undefined;
    const test = coerced(condition, types.bool);
    if (test === undefined) return undefined;
    const [yes, no] = unified([then, otherwise], 'IF', at);
    if (yes === undefined || no === undefined) return undefined;
    return { sql: `CASE WHEN ${test.sql} THEN ${yes.sql} ELSE ${no.sql} END`, type: yes.type };
  },
};

const coalesce: Rule = {
  make: ({ args, at, name }) => {
    if (args.length === 0 || (name === 'IFNULL' && args.length !== 2)) return undefined;
    const values = unified(args, name, at);
    const [first] = values;
    if (first === undefined) return undefined;
    return { sql: `coalesce(${values.map((value) => value.sql).join(', ')})`, type: first.type };
  },
};

const nullIf: Rule = {
  make: ({ args, at }) => {
    if (args.length !== 2) return undefined;
    const [value, other] = unified(args, 'NULLIF', at);
    if (value === undefined || other === undefined) return undefined;
    return { sql: `nullif(${value.sql}, ${other.sql})`, type: value.type };
  },
};

const error: Rule = {
  isEngine: true,
  make: ({ args }) => {
    const [message] = args;
    if (message?.type.kind !== 'STRING' || args.length !== 1) return undefined;
    return { sql: `error(${message.sql})`, type: types.null };
  },
};

export const choiceRules: Rules = { IF: choose, COALESCE: coalesce, IFNULL: coalesce, NULLIF: nullIf, ERROR: error };

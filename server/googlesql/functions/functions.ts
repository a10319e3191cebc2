/** Every function that is allowed, by its name in capitals. */
import { arrayRules } from './array.ts';
import { choiceRules } from './choice.ts';
import { numberRules } from './number.ts';
import type { Rules } from './rule.ts';
import { textRules } from './text.ts';
import { timeRules } from './time.ts';

export { aggregates, checkSurroundings, refuseBig, windowFunctions } from './aggregate.ts';
export type { Surroundings } from './aggregate.ts';
export { extracted, namedPart } from './part.ts';
export type { Called, Rule } from './rule.ts';
export { local } from './time.ts';

export const rules: Rules = { ...textRules, ...numberRules, ...timeRules, ...choiceRules, ...arrayRules };

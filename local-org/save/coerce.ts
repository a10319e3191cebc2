/** A value as a client sent it → a value as it is stored, or the platform's complaint about it. */
import { isNumber, normalizeId, objectNamed, type FieldSchema, type OrgSchema } from '../schema/schema.ts';
import type { SqlValue } from '../store/store.ts';
import { isDate, timeOfDay } from '../zones.ts';

export type Coerced = { readonly value: SqlValue } | { readonly statusCode: string; readonly message: string };

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;
const address = /^[^\s@,;<>()[\]]+@[^\s@,;<>()[\]]+\.[^\s@,;<>()[\].]+$/;

/** Bulk API 2.0 Developer Guide, "Valid Date Format and Boolean Values". */
const words: Readonly<Record<string, 0 | 1>> = {
  true: 1,
  yes: 1,
  y: 1,
  on: 1,
  '1': 1,
  false: 0,
  no: 0,
  n: 0,
  off: 0,
  '0': 0,
};

const ok = (value: SqlValue): Coerced => ({ value });
const shown = (given: unknown): string => (typeof given === 'string' ? given : JSON.stringify(given));

function wrongType(field: FieldSchema, given: unknown): Coerced {
  return {
    statusCode: 'INVALID_TYPE_ON_FIELD_IN_RECORD',
    message: `${field.label}: value not of required type: ${shown(given)}`,
  };
}

function tokenOf(given: unknown): string {
  if (typeof given === 'number') return Number.isInteger(given) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT';
  if (typeof given === 'boolean') return given ? 'VALUE_TRUE' : 'VALUE_FALSE';
  if (typeof given === 'string') return 'VALUE_STRING';
  return Array.isArray(given) ? 'START_ARRAY' : 'START_OBJECT';
}

/** As the reader of JSON complains, by public replies; they go on with a line and column, which are not known here. */
function unreadable(field: FieldSchema, given: unknown): Coerced {
  const reason = `Cannot deserialize instance of ${field.type} from ${tokenOf(given)} value ${shown(given)}`;
  return { statusCode: 'JSON_PARSER_ERROR', message: `${reason} or request may be missing a required field` };
}

/** Stored as sent, beyond the field's scale too (Help 000387302); only the digits before the point are counted. */
function numberValue(field: FieldSchema, given: unknown): Coerced {
  const text = typeof given === 'string' ? given.trim() : given;
  if (text === '') return ok(null);
  const number = typeof text === 'string' && decimal.test(text) ? Number(text) : text;
  if (typeof number !== 'number' || !Number.isFinite(number)) return wrongType(field, given);
  if (field.type === 'int' && !Number.isInteger(number)) return wrongType(field, given);
  if (Math.abs(number) >= 10 ** (field.precision - field.scale)) {
    return {
      statusCode: 'NUMBER_OUTSIDE_VALID_RANGE',
      message: `${field.label}: value outside of valid range on numeric field: ${shown(given)}`,
    };
  }
  return ok(number === 0 ? 0 : number);
}

/** A checkbox cannot be emptied. Unverified; the platform may also read it as false. */
function booleanValue(field: FieldSchema, given: unknown): Coerced {
  if (typeof given === 'boolean') return ok(given ? 1 : 0);
  const word = typeof given === 'string' ? words[given.trim().toLowerCase()] : undefined;
  return word === undefined ? wrongType(field, given) : ok(word);
}

function dateValue(field: FieldSchema, given: unknown): Coerced {
  if (given === '') return ok(null);
  return typeof given === 'string' && isDate(given) ? ok(given) : wrongType(field, given);
}

function timeValue(field: FieldSchema, given: unknown): Coerced {
  if (given === '') return ok(null);
  const time = typeof given === 'string' ? timeOfDay(given) : undefined;
  return time === undefined ? wrongType(field, given) : ok(time);
}

/** Whole seconds, UTC; a text without a zone says no instant. */
function instantValue(field: FieldSchema, given: unknown): Coerced {
  if (given === '') return ok(null);
  if (typeof given !== 'string' || !instant.test(given) || !isDate(given.slice(0, 10))) return wrongType(field, given);
  const moment = Date.parse(given.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(moment) ? wrongType(field, given) : ok(Math.floor(moment / 1000) * 1000);
}

function idValue(schema: OrgSchema, field: FieldSchema, given: unknown): Coerced {
  if (given === '') return ok(null);
  const id = typeof given === 'string' ? normalizeId(given) : undefined;
  const targets = field.reference?.to.map((name) => objectNamed(schema, name)?.keyPrefix);
  if (id === undefined || targets?.includes(id.slice(0, 3)) === false) {
    return { statusCode: 'MALFORMED_ID', message: `${field.label}: id value of incorrect type: ${shown(given)}` };
  }
  return ok(id);
}

export function badChoice(
  field: FieldSchema,
  value: string,
): { readonly statusCode: string; readonly message: string } {
  return {
    statusCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    message: `${field.label}: bad value for restricted picklist field: ${value}`,
  };
}

function choiceValue(field: FieldSchema, text: string): Coerced {
  const { picklist } = field;
  const isKnown = (one: string): boolean =>
    picklist?.values.some((entry) => entry.active && entry.value === one) === true;
  if (field.type === 'multipicklist') {
    const chosen = new Set(
      text
        .split(';')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    );
    const bad = [...chosen].find((one) => !isKnown(one));
    if (picklist?.restricted === true && bad !== undefined) return badChoice(field, bad);
    const ordered = (picklist?.values ?? []).map((entry) => entry.value).filter((one) => chosen.has(one));
    return ok([...new Set([...ordered, ...chosen])].join(';'));
  }
  return picklist?.restricted === true && !isKnown(text) ? badChoice(field, text) : sizedText(field, text);
}

function sizedText(field: FieldSchema, text: string): Coerced {
  if (text.length <= field.length) return ok(text);
  return {
    statusCode: 'STRING_TOO_LONG',
    message: `${field.label}: data value too large: ${text} (max length=${field.length})`,
  };
}

/** Empty text is no value. */
function textValue(field: FieldSchema, given: unknown, trim: boolean): Coerced {
  if (typeof given === 'object') return unreadable(field, given);
  const raw = shown(given);
  const text = trim ? raw.trim() : raw;
  if (text === '') return ok(null);
  if (field.type === 'email' && !address.test(text)) {
    return { statusCode: 'INVALID_EMAIL_ADDRESS', message: `${field.label}: invalid email address: ${text}` };
  }
  const isChoice = field.type === 'picklist' || field.type === 'multipicklist';
  return isChoice ? choiceValue(field, text) : sizedText(field, text);
}

function convert(schema: OrgSchema, field: FieldSchema, given: unknown, trim: boolean): Coerced {
  if (field.type === 'boolean') return booleanValue(field, given);
  if (given === null || given === undefined || field.parts !== undefined) return ok(null); // nobody may write a compound
  if (isNumber(field)) return numberValue(field, given);
  if (field.type === 'date') return dateValue(field, given);
  if (field.type === 'datetime') return instantValue(field, given);
  if (field.type === 'time') return timeValue(field, given);
  if (field.type === 'reference' || field.type === 'id') return idValue(schema, field, given);
  return textValue(field, given, trim);
}

/** `isJson`: the value came in a JSON body, where blanks around a text do not count and the reader judges types. */
export function coerce(schema: OrgSchema, field: FieldSchema, given: unknown, isJson: boolean): Coerced {
  const coerced = convert(schema, field, given, isJson);
  const isOfWrongType = 'statusCode' in coerced && coerced.statusCode === 'INVALID_TYPE_ON_FIELD_IN_RECORD';
  return isJson && isOfWrongType && given !== null ? unreadable(field, given) : coerced;
}

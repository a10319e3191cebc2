/** What an input of a form shows: which control, with which value, choices and errors. */
import type { FieldFacts, ObjectFacts, ReferenceInfo } from '../facts.ts';
import type { Choice } from './picklists.ts';

export type Control =
  'input' | 'checkbox' | 'textarea' | 'picklist' | 'multipicklist' | 'lookup' | 'name' | 'address' | 'output';

/** The record that a lookup holds. */
export interface Chosen {
  readonly id: string;
  readonly name: string;
}

export interface FieldState {
  readonly isLoading: boolean;
  readonly facts: FieldFacts | undefined;
  readonly control: Control;
  readonly value: unknown;
  readonly chosen: Chosen | undefined;
  readonly choices: readonly Choice[];
  /** Nothing can be chosen before the controlling field has a value. */
  readonly waitsForController: boolean;
  readonly errors: readonly string[];
  /** Of a compound field: its parts by their own name. */
  readonly parts: Readonly<Record<string, unknown>>;
}

const controls: Readonly<Record<string, Control>> = {
  Boolean: 'checkbox',
  MultiPicklist: 'multipicklist',
  Picklist: 'picklist',
  Reference: 'lookup',
  TextArea: 'textarea',
  Address: 'address',
  Base64: 'output',
  Location: 'output',
};

const nameParts = ['Salutation', 'FirstName', 'MiddleName', 'LastName', 'Suffix'];
const addressParts = ['Street', 'City', 'State', 'PostalCode', 'Country'];

/** Fields behind `Name` of a person or `BillingAddress`; none for a field that stands for itself. */
export function partsOf(object: ObjectFacts, name: string): readonly string[] {
  const field = object.fields[name];
  if (field?.nameField === true && !field.createable && 'LastName' in object.fields) {
    return nameParts.filter((part) => part in object.fields);
  }
  const prefix = /^(\w*)Address$/.exec(name)?.[1];
  if (prefix === undefined || !(`${prefix}City` in object.fields)) return [];
  return addressParts.map((part) => prefix + part).filter((part) => part in object.fields);
}

export function controlOf(object: ObjectFacts, name: string): Control {
  if (partsOf(object, name).length > 0) return name.endsWith('Address') ? 'address' : 'name';
  const field = object.fields[name];
  return field === undefined ? 'output' : (controls[field.dataType] ?? 'input');
}

/** Targets that a lookup searches; a polymorphic one offers each. */
export const targetsOf = (field: FieldFacts | undefined): readonly ReferenceInfo[] => field?.referenceToInfos ?? [];

const inputTypes: Readonly<Record<string, string>> = {
  Currency: 'number',
  Date: 'date',
  DateTime: 'datetime',
  Double: 'number',
  Email: 'email',
  Int: 'number',
  Percent: 'number',
  Phone: 'tel',
  Time: 'time',
  // No Url: the platform takes an address without a scheme, which an input of that type refuses.
};

const formatters: Readonly<Record<string, string>> = { Currency: 'currency', Percent: 'percent-fixed' };

export interface InputAttributes {
  readonly type: string;
  readonly formatter: string | undefined;
  readonly step: string | undefined;
  readonly maxLength: number | undefined;
}

/** `lightning-input` as the field needs it. */
export function inputAttributes(field: FieldFacts | undefined): InputAttributes {
  const type = inputTypes[field?.dataType ?? ''] ?? 'text';
  const isNumber = type === 'number';
  return {
    type,
    formatter: formatters[field?.dataType ?? ''],
    step: isNumber ? (10 ** -(field?.scale ?? 0)).toFixed(field?.scale ?? 0) : undefined,
    maxLength: type === 'text' && (field?.length ?? 0) > 0 ? field?.length : undefined,
  };
}

/** What the org is sent for a text that an input holds: nothing is null, numbers are numbers. */
export function valueToSend(field: FieldFacts | undefined, value: unknown): unknown {
  if (value === '' || value === undefined) return null;
  if (typeof value !== 'string') return value;
  const isNumber = inputTypes[field?.dataType ?? ''] === 'number';
  // A number too long for binary floating point goes as text, which the org stores as sent.
  return isNumber && String(Number(value)) === value ? Number(value) : value;
}

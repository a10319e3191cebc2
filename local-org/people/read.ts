import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { PeopleError } from './error.ts';

const text = z.string().trim().min(1);

const personShape = z
  .strictObject({
    username: text.regex(/^[^\s@]+@[^\s@]+$/, 'a username has the form of an e-mail address'),
    /** `First Last`; what comes before the last blank is the first name. */
    name: text.optional(),
    firstName: text.optional(),
    lastName: text.optional(),
    email: z.email('this is no e-mail address').optional(),
    profile: text.default('Standard User'),
    role: text.optional(),
    permissionSets: z.array(text).default([]),
    language: text.default('en_US'),
    locale: text.optional(),
    timeZone: text.optional(),
    active: z.boolean().default(true),
    password: text.optional(),
  })
  .refine(({ name, lastName }) => (name === undefined) !== (lastName === undefined), {
    error: 'give either name, or lastName (and firstName)',
  });

const roleShape = z.strictObject({ name: text, parent: text.optional() });

const fileShape = z.preprocess(
  (value) => (Array.isArray(value) ? { people: value } : value),
  z.strictObject({ roles: z.array(roleShape).default([]), people: z.array(personShape) }),
);

export interface Person {
  readonly username: string;
  readonly firstName?: string;
  readonly lastName: string;
  readonly email: string;
  readonly profile: string;
  readonly role?: string;
  readonly permissionSets: readonly string[];
  readonly language: string;
  readonly locale: string;
  /** IANA name; absent: the org's own. */
  readonly timeZone?: string;
  readonly active: boolean;
  /** For SOAP login and the username-password flow; nobody needs one otherwise. */
  readonly password?: string;
}

export interface Role {
  readonly name: string;
  readonly parent?: string;
}

export interface People {
  readonly roles: readonly Role[];
  readonly people: readonly Person[];
}

function personOf({ name, locale, email, ...given }: z.infer<typeof personShape>): Person {
  const space = name?.lastIndexOf(' ') ?? -1;
  const names =
    name === undefined
      ? { lastName: given.lastName ?? '' }
      : { lastName: name.slice(space + 1), ...(space === -1 ? {} : { firstName: name.slice(0, space) }) };
  return {
    ...withoutUndefined(given),
    ...names,
    email: email ?? given.username,
    locale: locale ?? (given.language === 'ja' ? 'ja_JP' : 'en_US'),
  };
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** The same object without the keys that hold nothing. */
function withoutUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>; // just filtered
}

/** `people[2].profile` */
function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

function doubled(people: readonly { readonly username: string }[]): readonly string[] {
  const first = new Map<string, number>();
  return people.flatMap(({ username }, index) => {
    const before = first.get(username.toLowerCase());
    if (before === undefined) first.set(username.toLowerCase(), index);
    return before === undefined ? [] : [`people[${index}].username: ${username} is people[${before}] already`];
  });
}

/**
 * Reads `{ "roles": [{ "name", "parent" }], "people": [{ "username", "name", … }] }`, or the list of people alone. Throws a
 * PeopleError that names every place that is wrong.
 */
export function readPeople(file: string): People {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new PeopleError([cause instanceof Error ? cause.message : 'It cannot be read.'], file);
  }
  const parsed = fileShape.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${placeOf(path) || 'the file'}: ${message}`);
    throw new PeopleError(problems, file);
  }
  const { roles, people } = parsed.data;
  const problems = doubled(people);
  if (problems.length > 0) throw new PeopleError(problems, file);
  return { roles: roles.map((role) => withoutUndefined(role)), people: people.map(personOf) };
}

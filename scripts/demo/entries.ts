/** What the people of the sample typed into Salesforce, entered by each of them through the API. */
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Api, Fields } from './api.ts';

const entryShape = z.object({
  entered_by: z.string(),
  object: z.string(),
  key: z.string(),
  field: z.string(),
  value: z.string(),
});

type Entry = z.infer<typeof entryShape>;

/** `asPerson` gives the API as the user with that employee key. Returns how many values were entered. */
export async function enterEntries(file: string, asPerson: (key: string) => Api): Promise<number> {
  if (!existsSync(file)) return 0;
  const entries = z.array(entryShape).parse(parse(readFileSync(file), { columns: true, bom: true }));
  for (const [person, theirs] of Map.groupBy(entries, ({ entered_by }) => entered_by)) {
    for (const [object, rows] of Map.groupBy(theirs, (entry) => entry.object)) {
      await enter(object, rows, asPerson(person), person);
    }
  }
  return entries.length;
}

async function enter(object: string, entries: readonly Entry[], api: Api, person: string): Promise<void> {
  const byKey = Map.groupBy(entries, ({ key }) => key);
  const keys = [...byKey.keys()].map((key) => `'${key.replace(/[\\']/g, '\\$&')}'`).join(', ');
  const known = await api.query<{ Id: string; External_Key__c: string }>(
    `SELECT Id, External_Key__c FROM ${object} WHERE External_Key__c IN (${keys})`,
  );
  const hidden = [...byKey.keys()].filter((key) => !known.some((record) => record.External_Key__c === key));
  if (hidden.length > 0) throw new Error(`${person} sees no ${object} ${hidden.join(', ')}.`);
  const records: Fields[] = known.map(({ Id, External_Key__c }) => ({
    Id,
    ...Object.fromEntries((byKey.get(External_Key__c) ?? []).map(({ field, value }) => [field, valueOf(value)])),
  }));
  await api.update(object, records);
}

function valueOf(text: string): string | boolean {
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

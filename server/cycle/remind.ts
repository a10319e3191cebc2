/** A reminder is a Gap_Action__c of kind Nudge: one a person and step, however often the step is done. */
import type { FieldValue, OrgRecord } from '../org/org.ts';
import { beginningWith } from '../org/org.ts';
import { upsertRecords } from '../record/record.ts';
import type { CycleRecord } from '../warehouse/warehouse.ts';
import { dayOf } from './calendar.ts';
import type { Person } from './open-items.ts';
import { peopleWithOpenItems } from './open-items.ts';
import { calendarOf, recordOf } from './parts.ts';
import type { Ended, Step } from './steps.ts';
import { clipped } from './words.ts';

const object = 'Gap_Action__c';
/** What a reminder says, field by field. */
export const reminder = {
  object,
  fields: [
    ...['External_Key__c', 'Budget__c', 'Target__c', 'Cycle__c', 'Kind__c', 'State__c', 'Assignee__c', 'Due__c'],
    ...['Subject__c', 'Detail__c'],
  ],
} as const;
/** Of Subject__c and Detail__c. */
const longest = 255;

export async function remind({ parts, known, name }: Step): Promise<Ended> {
  const { org, clock } = parts;
  const record = recordOf(known, calendarOf(parts.project));
  const prefix = `${record.key}|Reminder|${name}|`;
  const reminded = new Set<string | null>();
  const written = `SELECT External_Key__c FROM ${object} WHERE External_Key__c LIKE ${beginningWith(prefix)}`;
  for await (const page of org.query(written)) {
    for (const row of page) reminded.add(row['External_Key__c'] ?? null);
  }
  const people = await peopleWithOpenItems(org, record);
  const missing = people
    .map((person) => ({ person, key: `${prefix}${person.userId}` }))
    .filter(({ key }) => !reminded.has(key))
    .map(({ person, key }) => reminderOf(person, key, record));
  const answers = await upsertRecords(org, clock, object, missing);
  const refused = answers.filter(({ isWritten }) => !isWritten);
  const message = `${people.length} people have open items.`;
  if (refused.length === 0) return { outcome: 'done', message };
  const why = refused[0]?.message ?? 'no reason given';
  return { outcome: 'failed', code: 'reminders-refused', message: `${refused.length} of ${missing.length}: ${why}` };
}

function reminderOf({ userId, language, items }: Person, key: string, record: CycleRecord): OrgRecord {
  const [first] = items;
  return new Map<string, FieldValue>([
    ['External_Key__c', key],
    ['Budget__c', first.budgetId],
    ['Target__c', first.targetId ?? null],
    ['Cycle__r.External_Key__c', record.key],
    ['Kind__c', 'Nudge'],
    ['State__c', 'Open'],
    ['Assignee__c', userId],
    ['Due__c', dayOf(record.unitDeadline, record.zone)],
    ['Subject__c', subjectIn(language, items.length, record)],
    ['Detail__c', clipped([...new Set(items.map(({ name }) => name))].join(', '), longest)],
  ]);
}

function subjectIn(language: string, open: number, { periodStart, unitDeadline, zone }: CycleRecord): string {
  const [year = '', month = ''] = periodStart.split('-');
  const isJapanese = language.startsWith('ja');
  const deadline = new Intl.DateTimeFormat(isJapanese ? 'ja-JP' : 'en-GB', {
    timeZone: zone,
    ...{ weekday: 'short', month: isJapanese ? 'numeric' : 'short', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit' },
  }).format(unitDeadline);
  const subject = isJapanese
    ? `${year}年${Number(month)}月の着地見込が未提出です（${open}件、期限 ${deadline}）`
    : `Forecast of ${year}-${month} not submitted yet: ${open} open, due ${deadline} (${zone})`;
  return clipped(subject, longest);
}

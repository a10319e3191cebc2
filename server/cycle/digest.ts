/** The report of the week that was closed last, by mail: once to each reader, however often the step is done. */
import { Fault } from '../faults.ts';
import type { Mail } from '../mail/mail.ts';
import { mailMissing } from '../mail/mail.ts';
import type { Report } from '../report/report.ts';
import { reports } from '../report/report.ts';

import type { Ended, Step } from './steps.ts';

export async function digest({ parts }: Step): Promise<Ended> {
  const { mail, clock } = parts;
  if (mail === undefined) throw mailMissing();
  const cycles = parts.warehouse.cycles;
  const all = await lastReports(parts);
  const [first] = all;
  if (first === undefined) {
    return {
      outcome: 'done',
      code: 'nothing-to-report',
      message: 'No week has been closed yet, or nobody leads a department.',
    };
  }
  const sent = await cycles.mailed(first.cycle);
  const due = all.filter(({ username }) => !sent.has(username));
  const refused: string[] = [];
  for (const report of due) {
    const fault = await handedOver(mail, report);
    if (fault === undefined) {
      const { cycle, username, email: address } = report;
      await cycles.noteMail({ cycle, username, address, at: new Date(clock.now()) });
    } else refused.push(`${report.username}: ${fault.message}`);
  }
  const count = `${due.length - refused.length} of ${all.length} reports of ${first.cycle} were sent`;
  const [one] = refused;
  if (one !== undefined) {
    return { outcome: 'failed', code: 'mail-refused', message: `${count}; ${refused.length} refused, such as ${one}` };
  }
  return { outcome: 'done', message: sent.size === 0 ? `${count}.` : `${count}; ${sent.size} had been sent before.` };
}

/** None before the first week is closed. */
async function lastReports({ org }: Step['parts']): Promise<readonly Report[]> {
  try {
    return await reports(org, undefined);
  } catch (error) {
    if (error instanceof Fault && error.code === 'report-week-unknown') return [];
    throw error;
  }
}

/** What is wrong with one letter keeps no other back; a server that cannot be reached stops them all. */
async function handedOver(
  mail: Mail,
  { cycle, username, name, email, title, text, html }: Report,
): Promise<Fault | undefined> {
  const id = `${cycle}.${username.replaceAll(/[^\w.-]/g, '.')}`;
  try {
    await mail.send({ to: { name, address: email }, subject: title, text, html, id });
    return undefined;
  } catch (error) {
    if (error instanceof Fault && error.code === 'mail-refused') return error;
    throw error;
  }
}

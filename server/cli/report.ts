/** `report`: the weekly report, shown, written to files, or sent. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemClock } from '../clock.ts';
import { orgAccess } from '../config.ts';
import { salesforceOrg } from '../org/salesforce.ts';
import type { Report } from '../report/report.ts';
import { reports } from '../report/report.ts';
import type { Answer, Options } from './answer.ts';
import { exitCodes } from './exit.ts';

export async function report(options: Options): Promise<Answer> {
  const all = await reports(salesforceOrg(orgAccess(), systemClock), options.week);
  const files = options.out === undefined ? [] : written(all, resolve(options.out));
  const told = all.map(({ name, username, text }) => `${name} (${username})\n\n${text}`).join('\n\n―――\n\n');
  const nobody = 'Nobody leads a department: fill in Manager__c of Department__c.';
  return {
    text: files.length > 0 ? files.join('\n') : all.length === 0 ? nobody : told,
    json: { reports: all.map(({ html: _html, ...rest }) => rest), files },
    exitCode: exitCodes.ok,
  };
}

/** A text and a page for each reader; the names of the files. */
function written(all: readonly Report[], dir: string): readonly string[] {
  mkdirSync(dir, { recursive: true });
  return all.flatMap(({ cycle, username, text, html }) => {
    const base = join(dir, `${cycle}-${username.replaceAll(/[^\w.@-]/g, '_')}`);
    writeFileSync(`${base}.txt`, `${text}\n`);
    writeFileSync(`${base}.html`, html);
    return [`${base}.txt`, `${base}.html`];
  });
}

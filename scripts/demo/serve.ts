/** After the table: the pages and the service stay up until Ctrl-C, and the forecast week can be lived through. */
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { LocalOrg } from '../../local-org/local-org.ts';
import { exitCodes } from '../../server/cli/cli.ts';
import { serviceSettings } from '../../server/config.ts';
import type { Service } from '../../server/serve/serve.ts';
import { startService } from '../../server/serve/serve.ts';
import type { Project } from '../../server/syncs/syncs.ts';
import { apiOf } from './api.ts';
import type { Person } from './people.ts';
import { accessTo } from './steps.ts';
import { obey, watchingLog, weekHelp, type WeekPlace } from './week.ts';

export interface Stage {
  readonly project: Project;
  readonly warehouseFile: string;
  readonly org: LocalOrg;
  readonly people: readonly Person[];
  readonly raw: string | undefined;
}

export async function serve(stage: Stage): Promise<number> {
  const { org, people, project, warehouseFile: warehouse } = stage;
  const place = { project: project.dir, warehouse };
  const prompt = new Prompt(place);
  const service = await startedService(stage, prompt);
  try {
    console.log(`\nPages            ${org.url}/`);
    const link = await firstPage(org, people);
    if (link !== undefined) console.log(`${link.title.padEnd(17)}${link.url}`);
    console.log(`Operations page  ${service.url}/  (token: ${service.token})`);
    if (project.cycle !== undefined) {
      const elsewhere = `npx todoku cycle step --at "tue 19:00" --project ${project.dir} --warehouse ${warehouse}`;
      console.log(`\n${await obey('week', place)}\n\nTo live through the week, type here:\n${weekHelp}`);
      console.log(`or elsewhere: ${elsewhere}`);
      prompt.open();
    }
    console.log('Ctrl-C ends.');
    await interrupted();
    return exitCodes.ok;
  } finally {
    await prompt.close();
    await service.close();
  }
}

/** As `todoku serve`, in this process and on a free port: it keeps the week by the clock of the org. */
async function startedService({ org, project, warehouseFile, raw }: Stage, prompt: Prompt): Promise<Service> {
  const settings = serviceSettings();
  return await startService({
    project: project.dir,
    rawDir: raw,
    warehouseFile,
    access: accessTo(org),
    settings: {
      ...settings,
      ...{ host: '127.0.0.1', port: 0, jobsUrl: undefined },
      hookSecret: settings.hookSecret ?? randomBytes(32).toString('hex'),
    },
    log: watchingLog((text) => {
      console.log(text);
    }, prompt.show),
  });
}

/** Takes lines one after the other. */
class Prompt {
  readonly #place: WeekPlace;
  #last: Promise<void> = Promise.resolve();
  #isBusy = false;
  #close = (): void => undefined;

  constructor(place: WeekPlace) {
    this.#place = place;
  }

  /** Shows the week after steps that nobody has typed: the clock was moved by a request, or time has passed. */
  readonly show = (): void => {
    if (!this.#isBusy) this.#say('week');
  };

  open(): void {
    const lines = createInterface({ input: process.stdin });
    lines.on('line', (line) => {
      if (line.trim() !== '') this.#say(line);
    });
    this.#close = () => {
      lines.close();
    };
  }

  async close(): Promise<void> {
    this.#close();
    await this.#last;
  }

  #say(line: string): void {
    this.#last = this.#last.then(async () => {
      this.#isBusy = true;
      try {
        console.log(await obey(line, this.#place));
      } catch (error) {
        console.error(error);
      } finally {
        this.#isBusy = false;
      }
    });
  }
}

interface Link {
  readonly title: string;
  readonly url: string;
}

/** This month's Target page of a rep, signed in as that rep. */
async function firstPage(org: LocalOrg, people: readonly Person[]): Promise<Link | undefined> {
  const api = apiOf(org.url, org.admin.accessToken);
  const [target] = await api.query<{ Id: string; Rep__r: { Username: string; Name: string } }>(
    "SELECT Id, Rep__r.Username, Rep__r.Name FROM Target__c WHERE Budget__r.Measure__c = 'Revenue' AND Target_Amount__c > 0 AND Actual__c > 0 AND Budget__r.Period_Start__c <= TODAY ORDER BY Budget__r.Period_Start__c DESC, Rep__r.Username LIMIT 1",
  );
  if (target === undefined || !people.some(({ username }) => username === target.Rep__r.Username)) return undefined;
  const session = org.tokenFor(target.Rep__r.Username);
  const page = new URL('/secur/frontdoor.jsp', org.url);
  page.searchParams.set('sid', session);
  page.searchParams.set('retURL', `/lightning/r/Target__c/${target.Id}/view`);
  return { title: target.Rep__r.Name, url: page.href };
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      resolve();
    };
    process.once('SIGINT', end).once('SIGTERM', end);
  });
}

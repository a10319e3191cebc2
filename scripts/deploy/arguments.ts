import { parseArgs } from 'node:util';
import { Fault } from '../../server/faults.ts';

export const usage = `usage: npm run deploy -- --target-org ORG [--check-only] [--wait MINUTES]

  --target-org ORG  alias or username that the sf CLI knows: sf org login web --alias ORG --instance-url https://…
  --check-only      validate against the org; nothing is changed
  --wait MINUTES    how long the sf CLI waits for the org; default 60`;

export interface DeployArguments {
  readonly isHelp: boolean;
  readonly targetOrg: string;
  readonly isCheckOnly: boolean;
  readonly waitMinutes: number;
}

function wrong(message: string): Fault {
  return new Fault('setup', 'usage', message, { next: usage });
}

/** Throws a Fault with the usage. The org has to be named: nothing is deployed into whatever happens to be the default. */
export function readArguments(args: readonly string[]): DeployArguments {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        'target-org': { type: 'string', short: 'o', default: '' },
        'check-only': { type: 'boolean', default: false },
        wait: { type: 'string', default: '60' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (cause) {
    throw wrong(cause instanceof Error ? cause.message : 'The arguments are not understood.');
  }
  const waitMinutes = Number(values.wait);
  if (!Number.isInteger(waitMinutes) || waitMinutes < 1) throw wrong(`--wait ${values.wait} is no number of minutes.`);
  if (values['target-org'] === '' && !values.help) throw wrong('--target-org ORG is missing.');
  return { isHelp: values.help, targetOrg: values['target-org'], isCheckOnly: values['check-only'], waitMinutes };
}

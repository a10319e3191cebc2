import { parseArgs } from 'node:util';
import { Fault } from '../../server/faults.ts';

export const usage = `usage: npm run client-app -- --target-org ORG --run-as USERNAME --key FILE [--contact EMAIL]
       npm run client-app -- --target-org ORG --run-as USERNAME --client-credentials [--contact EMAIL]

  --target-org ORG      alias or username that the sf CLI knows
  --run-as USERNAME     the loading user; holds the permission set Todoku Integration
  --key FILE            sign in by JWT: the private key is made here when the file is missing, and stays on this machine;
                        FILE.crt is its certificate
  --client-credentials  sign in by consumer key and secret instead
  --contact EMAIL       whom Salesforce may write to about the app; default: the loading user's username`;

export interface ClientAppArguments {
  readonly isHelp: boolean;
  readonly targetOrg: string;
  readonly runAs: string;
  /** Path of the private key; undefined: client credentials. */
  readonly keyFile: string | undefined;
  readonly contact: string;
}

function wrong(message: string): Fault {
  return new Fault('setup', 'usage', message, { next: usage });
}

/** Throws a Fault with the usage. */
export function readArguments(args: readonly string[]): ClientAppArguments {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        'target-org': { type: 'string', short: 'o' },
        'run-as': { type: 'string' },
        key: { type: 'string' },
        'client-credentials': { type: 'boolean', default: false },
        contact: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (cause) {
    throw wrong(cause instanceof Error ? cause.message : 'The arguments are not understood.');
  }
  const { 'target-org': targetOrg = '', 'run-as': runAs = '', key, help } = values;
  const result = { isHelp: help, targetOrg, runAs, keyFile: key, contact: values.contact ?? runAs };
  if (help) return result;
  if (targetOrg === '') throw wrong('--target-org ORG is missing.');
  if (!/^[^\s@']+@[^\s@']+$/.test(runAs)) throw wrong('--run-as USERNAME is missing, or is no username.');
  if ((key === undefined) !== values['client-credentials']) {
    throw wrong('Give either --key FILE or --client-credentials.');
  }
  return result;
}

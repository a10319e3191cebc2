/** The few REST calls the demo makes as an admin or as one of the people; every row has to succeed. */
import { Connection } from 'jsforce';

export type Fields = Readonly<Record<string, unknown>>;

export interface Api {
  query<T extends object>(soql: string): Promise<readonly T[]>;
  insert(object: string, records: readonly Fields[]): Promise<void>;
  update(object: string, records: readonly Fields[]): Promise<void>;
  upsert(object: string, key: string, records: readonly Fields[]): Promise<void>;
  /** Deletes records of any objects. */
  remove(ids: readonly string[]): Promise<void>;
  /** Deploys a package by the metadata REST API and waits for its end. */
  deploy(zip: Uint8Array): Promise<void>;
}

const version = '66.0';
const rowsPerCall = 200;

interface Answered {
  readonly success: boolean;
  readonly errors: readonly { readonly message: string }[];
}

export function apiOf(instanceUrl: string, accessToken: string): Api {
  const connection = new Connection({ instanceUrl, accessToken, version });
  const collections = async (
    method: 'POST' | 'PATCH',
    path: string,
    object: string,
    records: readonly Fields[],
  ): Promise<void> => {
    for (let start = 0; start < records.length; start += rowsPerCall) {
      const part = records
        .slice(start, start + rowsPerCall)
        .map((record) => ({ attributes: { type: object }, ...record }));
      const answers = await connection.request<readonly Answered[]>({
        method,
        url: `/services/data/v${version}/composite/sobjects${path}`,
        body: JSON.stringify({ allOrNone: false, records: part }),
        headers: { 'Content-Type': 'application/json' },
      });
      answers.forEach((answer, index) => {
        if (!answer.success) {
          throw new Error(
            `${object} ${JSON.stringify(part[index])}: ${answer.errors.map(({ message }) => message).join('; ')}`,
          );
        }
      });
    }
  };
  return {
    query: async <T extends object>(soql: string) => {
      const { records } = await connection.query<T>(soql, { autoFetch: true, maxFetch: 100_000 });
      return records;
    },
    insert: (object, records) => collections('POST', '', object, records),
    update: (object, records) => collections('PATCH', '', object, records),
    upsert: (object, key, records) => collections('PATCH', `/${object}/${key}`, object, records),
    remove: async (ids) => {
      for (let start = 0; start < ids.length; start += rowsPerCall) {
        const part = ids.slice(start, start + rowsPerCall).join(',');
        // With allOrNone the first refusal is an error of the request.
        const url = `/services/data/v${version}/composite/sobjects?ids=${part}&allOrNone=true`;
        await connection.request({ method: 'DELETE', url });
      }
    },
    deploy: (zip) => deploy(instanceUrl, accessToken, zip),
  };
}

interface DeployStatus {
  readonly id: string;
  readonly deployResult: {
    readonly done: boolean;
    readonly success: boolean;
    readonly errorMessage?: string | null;
    readonly details?: {
      readonly componentFailures?: readonly { fileName: string; fullName: string; problem: string }[];
    };
  };
}

/** Multipart by hand as the platform documents it; jsforce's deploy speaks SOAP. */
async function deploy(instanceUrl: string, accessToken: string, zip: Uint8Array): Promise<void> {
  const address = `${instanceUrl}/services/data/v${version}/metadata/deployRequest`;
  const headers = { Authorization: `Bearer ${accessToken}` };
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(zip)], { type: 'application/zip' }), 'package.zip');
  const options = { deployOptions: { rollbackOnError: true, singlePackage: true, checkOnly: false } };
  form.append('entity_content', new Blob([JSON.stringify(options)], { type: 'application/json' }));
  let status = await statusOf(await fetch(address, { method: 'POST', headers, body: form }));
  while (!status.deployResult.done) {
    status = await statusOf(await fetch(`${address}/${status.id}?includeDetails=true`, { headers }));
  }
  const { success, errorMessage, details } = status.deployResult;
  if (success) return;
  const failures =
    details?.componentFailures?.map(({ fileName, fullName, problem }) => `${fileName} ${fullName}: ${problem}`) ?? [];
  throw new Error(`The org refused the package. ${[errorMessage ?? '', ...failures].join('\n')}`);
}

async function statusOf(response: Response): Promise<DeployStatus> {
  if (!response.ok) throw new Error(`The deployment failed with HTTP ${response.status}: ${await response.text()}`);
  return (await response.json()) as DeployStatus; // the platform's documented reply
}

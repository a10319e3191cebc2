import { zipSync } from 'fflate';
import { mayModifyMetadata } from '../deploy/deploy.ts';
import { ApiError, type Engine } from '../engine/engine.ts';
import { newPlatformId, platformTime } from '../http/http.ts';
import { describeTypes, describeValueType, type ComponentFile, type Retrieved } from '../metadata/metadata.ts';
import { element, elements, textOf, textsOf, type Element } from '../xml.ts';
import type { Value } from './envelope.ts';
import { parameter, type Operation } from './operation.ts';

/** Retrieves whose result may still be asked for; the oldest leave. */
const mostKept = 20;

function typesOf(list: Element | undefined): ReadonlyMap<string, readonly string[]> {
  const types = new Map<string, readonly string[]>();
  for (const one of list === undefined ? [] : elements(list, 'types')) {
    const name = textOf(one, 'name') ?? '';
    types.set(name, [...(types.get(name) ?? []), ...textsOf(one, 'members')]);
  }
  return types;
}

function propertiesOf(file: ComponentFile, folder: string): Value {
  const { createdAt, lastModifiedAt, fileName, id, ...facts } = file;
  return {
    ...facts,
    ...(id === '' ? {} : { id }),
    fileName: folder + fileName,
    createdDate: platformTime(createdAt),
    lastModifiedDate: platformTime(lastModifiedAt),
    manageableState: 'unmanaged',
  };
}

const folder = 'unpackaged/';

function resultOf(id: string, { files, properties, problems }: Retrieved): Value {
  const zip = zipSync(Object.fromEntries(files.map(({ path, content }) => [folder + path, content])));
  return {
    done: true,
    fileProperties: properties.map((one) => propertiesOf(one, folder)),
    id,
    messages: problems.map((problem) => ({ fileName: `${folder}package.xml`, problem })),
    status: 'Succeeded',
    success: true,
    zipFile: Buffer.from(zip).toString('base64'),
  };
}

/** At most three queries a call (Metadata API Developer Guide, "listMetadata()"). */
const mostQueries = 3;

/** Retrieve, list and describe; all of them only for those who may modify metadata. */
export function retrieveCalls(engine: Engine): Readonly<Record<string, Operation>> {
  const kept = new Map<string, Value>();
  const guarded =
    (operation: Operation): Operation =>
    (input) => {
      if (mayModifyMetadata(engine, input.session)) return operation(input);
      throw new ApiError(500, 'INSUFFICIENT_ACCESS', 'use of the Metadata API requires a user with the Modify Metadata permission'); // prettier-ignore
    };
  const operations: Readonly<Record<string, Operation>> = {
    retrieve: ({ body, version }) => {
      const request = element(body, 'retrieveRequest') ?? element(body, 'request');
      if (request === undefined) throw new ApiError(500, 'MISSING_ARGUMENT', 'retrieve needs a retrieveRequest');
      const id = newPlatformId('09S');
      const list = element(request, 'unpackaged');
      const wanted = (list === undefined ? undefined : textOf(list, 'version')) ?? textOf(request, 'apiVersion');
      kept.set(id.slice(0, 15), resultOf(id, engine.retrieve(typesOf(list), wanted ?? `${version}.0`)));
      for (const old of [...kept.keys()].slice(0, -mostKept)) kept.delete(old);
      return { done: false, id, state: 'Queued' };
    },
    checkRetrieveStatus: ({ body }) => {
      const id = parameter(body, 'asyncProcessId');
      const found = kept.get(id.slice(0, 15));
      if (found !== undefined) return found;
      throw new ApiError(500, 'INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id}`); // text unverified
    },
    listMetadata: ({ body }) => {
      const queries = elements(body, 'queries');
      if (queries.length > mostQueries) {
        throw new ApiError(500, 'LIMIT_EXCEEDED', `listMetadata takes at most ${mostQueries} queries`); // text unverified
      }
      return queries.flatMap((query) =>
        engine.listMetadata(textOf(query, 'type') ?? '').map((one) => propertiesOf(one, '')),
      );
    },
    describeMetadata: () => ({
      metadataObjects: describeTypes().map((one) => ({ ...one })),
      organizationNamespace: '',
      partialSaveAllowed: false,
      testRequired: false,
    }),
    describeValueType: ({ body }) => {
      const name = parameter(body, 'type').replace(/^\{[^}]*\}/, '');
      const fields = describeValueType(name);
      if (fields === undefined) throw new ApiError(500, 'INVALID_TYPE', `Unknown type ${name}`); // text unverified
      const flags = { apiCreatable: false, apiDeletable: false, apiReadable: false, apiUpdatable: false };
      return { ...flags, valueTypeFields: fields.map(fieldOf) };
    },
  };
  return Object.fromEntries(Object.entries(operations).map(([name, operation]) => [name, guarded(operation)]));
}

function fieldOf(field: NonNullable<ReturnType<typeof describeValueType>>[number]): Value {
  const { picklistValues, fields, ...facts } = field;
  return {
    ...facts,
    fields: fields.map(fieldOf),
    picklistValues: picklistValues.map((value) => ({ active: true, defaultValue: false, label: value, value })),
  };
}

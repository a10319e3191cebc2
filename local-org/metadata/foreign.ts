/** Names of the metadata types that the platform has and this org has not, from the registry of Salesforce's own tools. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';

const typeSchema = z.looseObject({
  name: z.string(),
  directoryName: z.string(),
  suffix: z.string().optional(),
  inFolder: z.boolean().optional(),
  strategies: z.looseObject({ adapter: z.string().optional() }).optional(),
  children: z.looseObject({ types: z.record(z.string(), z.looseObject({ name: z.string() })) }).optional(),
});
const registrySchema = z.looseObject({ types: z.record(z.string(), typeSchema) });
type RegistryType = z.infer<typeof typeSchema>;

interface Registry {
  readonly byFolder: ReadonlyMap<string, readonly RegistryType[]>;
  readonly names: ReadonlySet<string>;
}

function readRegistry(): Registry {
  const file = '@salesforce/source-deploy-retrieve/lib/src/registry/metadataRegistry.json';
  const text = readFileSync(createRequire(import.meta.url).resolve(file), 'utf8');
  const types = Object.values(registrySchema.parse(JSON.parse(text)).types);
  const childNames = types.flatMap(({ children }) => Object.values(children?.types ?? {}).map(({ name }) => name));
  return {
    byFolder: Map.groupBy(types, ({ directoryName }) => directoryName),
    names: new Set([...types.map(({ name }) => name), ...childNames]),
  };
}

let read: Registry | undefined;
const registry = (): Registry => (read ??= readRegistry());

/** Whether the platform has a type of this name, children of others among them. */
export function isPlatformType(name: string): boolean {
  return registry().names.has(name);
}

const bundles: ReadonlySet<string> = new Set(['bundle', 'digitalExperience']);

/** Type and full name of a file in a folder of a type that this org has not; undefined for a folder of no type. */
export function foreignComponent(path: string): { readonly type: string; readonly name: string } | undefined {
  const [folder = '', ...rest] = path.split('/');
  const candidates = registry().byFolder.get(folder) ?? [];
  const plain = rest.join('/').replace(/-meta\.xml$/, '');
  const match = candidates.find(({ suffix }) => suffix !== undefined && plain.endsWith(`.${suffix}`)) ?? candidates[0];
  if (match === undefined) return undefined;
  const isBundle = bundles.has(match.strategies?.adapter ?? '') || match.suffix === undefined;
  if (isBundle) return { type: match.name, name: rest[0] ?? '' };
  return { type: match.name, name: plain.replace(/\.[^./]*$/, '') };
}

/**
 * The `@salesforce/*` modules. One build serves every user: a module that depends on who is looking reads
 * `globalThis.__sf`, which the server writes into each page (see ../html.ts), and falls back to the constant that the
 * base components carry for en-US.
 */
import type { Plugin } from 'rollup';

const prefix = '\0scoped:';

/** What a module exports, as source text; undefined for a name that this org does not know. */
function sourceOf(name: string, fallbackPath: string | undefined): string | undefined {
  const [scope = '', ...rest] = name.slice('@salesforce/'.length).split('/');
  const member = rest.join('/');
  const write = readers[scope];
  return write === undefined ? undefined : write(member, fallbackPath);
}

const text = (value: unknown): string => JSON.stringify(value);

function withFallback(expression: string, path: string | undefined): string {
  if (path === undefined) return `export default ${expression};`;
  return `import fallback from ${text(path)};\nexport default ${expression} ?? fallback;`;
}

const readers: Readonly<Record<string, (member: string, fallbackPath: string | undefined) => string | undefined>> = {
  label: (member, path) =>
    member.startsWith('c.')
      ? `export default globalThis.__sf.labels[${text(member)}] ?? ${text(`[${member}]`)};`
      : withFallback(`globalThis.__sf.baseLabels[${text(member)}]`, path),
  i18n: (member, path) => withFallback(`globalThis.__sf.i18n[${text(member)}]`, path),
  client: (member) => (member === 'formFactor' ? 'export default globalThis.__sf.formFactor;' : undefined),
  user: (member) => {
    if (member === 'Id') return 'export default globalThis.__sf.user.id;';
    return member === 'isGuest' ? 'export default false;' : undefined;
  },
  userPermission: (member) => granted('user', member),
  customPermission: (member) => granted('custom', member),
  schema: schemaModule,
  resourceUrl: (member) => `export default ${text(`/resource/${member}`)};`,
  messageChannel: (member) => `export default Object.freeze({ channelName: ${text(member)} });`,
};

/** True or undefined, never false, as the platform's modules are (LWC Developer Guide, Check Permissions). */
function granted(kind: 'user' | 'custom', name: string): string {
  return `export default globalThis.__sf.permissions.${kind}.includes(${text(name)}) ? true : undefined;`;
}

/** `Target__c` → an object reference, `Target__c.Budget__r.Name` → a field reference. */
function schemaModule(member: string): string {
  const [objectApiName = '', ...path] = member.split('.');
  const reference = path.length === 0 ? { objectApiName } : { fieldApiName: path.join('.'), objectApiName };
  return `export default ${text(reference)};`;
}

/** `fallbackOf` finds the file of the base package for a module, undefined when it has none. */
export function scopedModules(fallbackOf: (name: string) => string | undefined): Plugin {
  return {
    name: 'salesforce-scoped-modules',
    resolveId(name) {
      const served = name.startsWith('@salesforce/') && sourceOf(name, undefined) !== undefined;
      return served ? prefix + name : undefined;
    },
    load(id) {
      if (!id.startsWith(prefix)) return undefined;
      const name = id.slice(prefix.length);
      return sourceOf(name, fallbackOf(name));
    },
  };
}

import { versions } from '../http/http.ts';
import { type Answer, type Resource } from './resource.ts';
import { limits, recordCount } from './limits.ts';

/** Label of a release by arithmetic: three a year, v65 is Winter '26, v67 Summer '26. */
export function releaseLabel(version: number): string {
  const count = version - 20; // Winter '11
  const season = ['Winter', 'Spring', 'Summer'][count % 3] ?? '';
  return `${season} '${11 + Math.floor(count / 3)}`;
}

/** `GET /services/data`: an array, ascending; clients take the highest. Answered without a session. */
export function versionList(): readonly { readonly label: string; readonly url: string; readonly version: string }[] {
  const numbers = Array.from({ length: versions.last - versions.first + 1 }, (_, index) => versions.first + index);
  return numbers.map((version) => ({
    label: releaseLabel(version),
    url: `/services/data/v${version}.0`,
    version: `${version}.0`,
  }));
}

/** Names in the version root, in addition to `identity`, which jsforce follows. */
const names = [
  'composite',
  'graphql',
  'jobs',
  'limits',
  'metadata',
  'parameterizedSearch',
  'query',
  'queryAll',
  'recent',
  'search',
  'sobjects',
  'tabs',
  'theme',
  'tooling',
  'ui-api',
];

const root: Answer = ({ context, session, version }) => {
  const below = names.map((name) => [name, `/services/data/v${version}.0/${name}`]);
  const identity = `${context.origin}/id/${context.engine.organizationId}/${session.userId}`;
  return { status: 200, body: { ...Object.fromEntries(below), identity } };
};

/** What the Tooling API has here. */
const toolingRoot: Answer = ({ version }) => {
  const root = `/services/data/v${version}.0/tooling`;
  return { status: 200, body: { query: `${root}/query`, queryAll: `${root}/queryAll` } };
};

export const entryResources: readonly Resource[] = [
  { path: '', methods: { GET: root } },
  { path: 'tooling', methods: { GET: toolingRoot } },
  { path: 'limits', methods: { GET: limits } },
  { path: 'limits/recordCount', methods: { GET: recordCount } },
];

/** Everything that a deployed org has to keep to, as one question: what is wrong with these components? */
import type { PackageFile } from '../../engine/engine.ts';
import type { OrgSchema } from '../../schema/schema.ts';
import { placeOf } from '../../xml.ts';
import type { Catalog, Component, Problem, Report } from '../component.ts';
import { readSchema, type Identities } from '../schema/objects.ts';
import { checkValueSets } from '../schema/values.ts';
import type { Checking } from './checking.ts';
import { checkClientApps } from './client-apps.ts';
import { checkChildren } from './children.ts';
import { checkComponents } from './components.ts';
import { checkMetadataRecords } from './metadata-records.ts';
import { checkCalculations, checkRelations } from './objects.ts';
import { checkPages } from './pages.ts';
import { checkPeople } from './people.ts';
import { checkPermissions } from './permissions.ts';
import { checkTexts } from './texts.ts';

export interface Verdict {
  readonly schema: OrgSchema;
  /** Empty when all is well. */
  readonly problems: readonly Problem[];
}

export interface Evidence {
  readonly identities: Identities;
  readonly filesOf: (component: Component) => readonly PackageFile[];
  readonly hasRecord: (type: string, name: string) => boolean;
}

const checks: readonly ((checking: Checking) => void)[] = [
  checkCalculations,
  checkChildren,
  checkTexts,
  checkPages,
  checkComponents,
  checkPeople,
  checkPermissions,
  checkClientApps,
  checkMetadataRecords,
];

/** Judges the components as a whole. Objects that do not fit together are reported before anything that builds on them. */
export function judge(catalog: Catalog, { identities, ...evidence }: Evidence): Verdict {
  const problems: Problem[] = [];
  const report: Report = ({ type, name, file }, problem, at) => {
    const component = catalog.get(`${type} ${name}`.toLowerCase());
    const place = at === undefined ? undefined : placeOf(at);
    const start = component === undefined ? undefined : placeOf(component.body);
    problems.push({ type, name, file, problem, ...(place ?? start), ...(at === undefined ? {} : { at }) });
  };
  const schema = readSchema(catalog, identities, report);
  const checking: Checking = { schema, catalog, report, ...evidence };
  checkValueSets(catalog, report);
  checkRelations(checking);
  if (problems.length === 0) for (const check of checks) check(checking);
  return { schema, problems };
}

/** `pulled.*` before the first pull: empty tables of the declared types, so that models can be built and checked. */
import { Fault } from '../faults.ts';
import type { Pull, PulledShape } from '../model/model.ts';
import { keptColumns, pulledAt } from '../model/model.ts';
import type { Project } from '../syncs/syncs.ts';
import { pulledIn } from '../syncs/syncs.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** Faults when a model reads a table that has never been pulled and whose types are not declared. */
export async function declarePulls(project: Project, { pulls }: Pick<Warehouse, 'pulls'>): Promise<void> {
  await pulls.declare(project.pulls.flatMap((pull) => declaredShape(pull) ?? []));
  for (const pull of project.pulls) {
    if (declaredShape(pull) !== undefined) continue;
    const reader = readerOf(project, pull.name);
    if (reader === undefined || (await pulls.columnsOf(pull.name)).length > 0) continue;
    throw new Fault('setup', 'never-pulled', `${reader} reads pulled.${pull.name}, which has never been pulled.`, {
      next: 'Run "todoku pull", or give its fields their types in todoku.yml, such as { Amount__c: NUMERIC }.',
      place: pull.place,
    });
  }
}

/** Undefined when types were left to the org. */
function declaredShape(pull: Pull): PulledShape | undefined {
  const columns = pull.fields.flatMap(({ column: name, type }) => (type === undefined ? [] : [{ name, type }]));
  if (columns.length < pull.fields.length) return undefined;
  const kept = keptColumns.map(({ name, type }) => ({ name, type }));
  return { name: pull.name, columns: [...columns, ...kept, pulledAt], key: pull.key?.column, sums: [] };
}

/** The first file whose SQL marks the table, or names it. */
function readerOf({ models, coverage }: Project, name: string): string | undefined {
  const bare = new RegExp(String.raw`\bpulled\."?${name}\b`, 'i');
  const isReader = ({ sql }: Project['models'][number] | Project['coverage'][number]): boolean =>
    pulledIn(sql).includes(name) || bare.test(sql.text);
  return [...models, ...coverage].find(isReader)?.sql.file;
}

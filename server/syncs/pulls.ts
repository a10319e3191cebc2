/** The pulls of todoku.yml, and what can be wrong with them. */
import type { Pull, PullField, PulledType } from '../model/model.ts';
import { keptColumns, pulledAt, pulledColumn } from '../model/model.ts';
import type { YamlFile } from './document.ts';
import type { Problem } from './problems.ts';
import type { TodokuFile } from './schema.ts';

type FilePull = NonNullable<TodokuFile['pull']>[number];

/** Pages of 2,000 records up to here cost about what a job with its polls does; above, they cost more. */
const usualBulkAbove = 20_000;

interface Declared {
  readonly path: string;
  readonly type: PulledType | undefined;
  /** Where it stands below `pull`. */
  readonly at: readonly PropertyKey[];
}

function declaredIn({ fields }: FilePull, index: number): readonly Declared[] {
  if (Array.isArray(fields)) {
    return fields.map((path, position) => ({ path, type: undefined, at: [index, 'fields', position] }));
  }
  return Object.entries(fields).map(([path, type]) => ({ path, type, at: [index, 'fields', path] }));
}

export function pullsOf(file: YamlFile<TodokuFile>): readonly Pull[] {
  const placeOf = (at: readonly PropertyKey[], side: 'key' | 'value'): string => {
    const { file: path, line, column } = file.problem(['pull', ...at], '', '', side);
    return `${path}:${line}:${column}`;
  };
  return (file.value.pull ?? []).map((pull, index) => {
    const fields = declaredIn(pull, index).map(({ path, type, at }): PullField => ({
      path,
      type,
      column: pulledColumn(path),
      place: placeOf(at, 'key'),
    }));
    return {
      name: pull.table,
      object: pull.object,
      fields,
      key: fields.find(({ path }) => path.toLowerCase() === pull.key?.toLowerCase()),
      where: pull.where,
      bulkAbove: pull.bulkAbove ?? usualBulkAbove,
      place: placeOf([index, 'object'], 'value'),
    };
  });
}

export function pullProblems(file: YamlFile<TodokuFile>): readonly Problem[] {
  const pulls = file.value.pull ?? [];
  return pulls.flatMap((pull, index) => {
    const isSecond = pulls.findIndex(({ table }) => table === pull.table) < index;
    const at = ['pull', index];
    return [
      ...(isSecond ? [file.problem([...at, 'table'], `"${pull.table}" is filled twice.`, 'Rename one of them.')] : []),
      ...columnProblems(file, pull, index),
      ...keyProblems(file, pull, index),
    ];
  });
}

function columnProblems(file: YamlFile<TodokuFile>, pull: FilePull, index: number): readonly Problem[] {
  const seen = new Map<string, string>([
    ...keptColumns.map(({ name, path }) => [name, `${path}, which is always kept`] as const),
    [pulledAt.name, 'the moment of reading'],
  ]);
  return declaredIn(pull, index).flatMap(({ path, at }) => {
    const column = pulledColumn(path);
    const other = seen.get(column);
    seen.set(column, other ?? path);
    if (other === undefined) return [];
    const message = `the column ${column} of ${path} is that of ${other}.`;
    return [file.problem(['pull', ...at], message, 'Remove one of the two.', 'key')];
  });
}

function keyProblems(file: YamlFile<TodokuFile>, pull: FilePull, index: number): readonly Problem[] {
  const { key } = pull;
  const paths = declaredIn(pull, index).map(({ path }) => path);
  if (key === undefined || paths.some((path) => path.toLowerCase() === key.toLowerCase())) return [];
  const message = `the key "${key}" is not among the fields.`;
  return [file.problem(['pull', index, 'key'], message, 'Name one of the fields.')];
}

/** Names of pulls that a schedule, or a person, wants read. */
export function pullNameProblems(
  file: YamlFile<TodokuFile>,
  wanted: true | readonly string[],
  at: readonly PropertyKey[],
): readonly Problem[] {
  const names = (file.value.pull ?? []).map(({ table }) => table);
  if (names.length === 0) {
    return [file.problem(at, 'the project declares no pull.', 'Add pull: to todoku.yml, or remove this.')];
  }
  if (wanted === true) return [];
  return wanted.flatMap((name, position) => {
    if (names.includes(name)) return [];
    return [file.problem([...at, position], `there is no pull "${name}".`, `There are: ${names.join(', ')}.`)];
  });
}

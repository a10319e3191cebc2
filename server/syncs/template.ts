/**
 * SQL of a project: plain SQL plus `${ref('model')}`, `${raw('table')}`, `${pulled('table')}` and `${param('name')}`, and
 * nothing else. The SQL that Todoku itself brings along may read its own tables too: `${own('cycles')}`.
 */
import type { Problem } from './problems.ts';
import { positionAt } from './problems.ts';

export interface Sql {
  readonly file: string;
  readonly text: string;
  readonly dialect: Dialect;
  /** The same in DuckDB's own SQL, for a text in GoogleSQL that has no equal there. */
  readonly duckdb?: Sql | undefined;
}

export type Dialect = 'duckdb' | 'bigquery';

type ProjectKind = 'ref' | 'raw' | 'pulled' | 'param';
type Kind = ProjectKind | 'own';
type Marker = { readonly kind: Kind; readonly name: string; readonly offset: number };

const kinds: readonly Kind[] = ['ref', 'raw', 'pulled', 'param', 'own'];

const marker = /\$\{([^}]*)\}/g;
const call = /^\s*(ref|raw|pulled|param|own)\(\s*(?:'([^']+)'|"([^"]+)")\s*\)\s*$/;

function parse(inside: string, offset: number): Marker | undefined {
  const match = call.exec(inside);
  if (match === null) return undefined;
  return { kind: kinds.find((kind) => kind === match[1]) ?? 'param', name: match[2] ?? match[3] ?? '', offset };
}

/** Names of the models a text refers to, each once. */
export function refsOf(sql: Sql): readonly string[] {
  return namesIn(sql, 'ref');
}

/** Names of the raw tables that a text marks, each once. */
export function rawsOf(sql: Sql): readonly string[] {
  return namesIn(sql, 'raw');
}

/** Names of the pulled tables that a text marks, each once. */
export function pulledIn(sql: Sql): readonly string[] {
  return namesIn(sql, 'pulled');
}

/** Names of Todoku's own tables that a text marks, each once. */
export function ownIn(sql: Sql): readonly string[] {
  return namesIn(sql, 'own');
}

function namesIn(sql: Sql, kind: Kind): readonly string[] {
  const names = [...sql.text.matchAll(marker)].flatMap((match) => {
    const found = parse(match[1] ?? '', match.index);
    return found?.kind === kind ? [found.name] : [];
  });
  return [...new Set([...names, ...(sql.duckdb === undefined ? [] : namesIn(sql.duckdb, kind))])];
}

const nouns: Readonly<Record<ProjectKind, string>> = {
  ref: 'model',
  raw: 'raw table',
  pulled: 'pulled table',
  param: 'parameter',
};

/** What is wrong with the markers of a text, given the models, raw tables and parameters there are. */
export function markerProblems(
  sql: Sql,
  there: Readonly<Record<ProjectKind, ReadonlySet<string>>>,
): readonly Problem[] {
  const second = sql.duckdb === undefined ? [] : markerProblems(sql.duckdb, there);
  const first = [...sql.text.matchAll(marker)].flatMap((match): readonly Problem[] => {
    const place = { file: sql.file, ...positionAt(sql.text, match.index) };
    const found = parse(match[1] ?? '', match.index);
    if (found === undefined || found.kind === 'own') {
      return [
        {
          ...place,
          message: `"${match[0]}" is not understood.`,
          next: "Only ${ref('model')}, ${raw('table')}, ${pulled('table')} and ${param('name')} are.",
        },
      ];
    }
    const known = there[found.kind];
    if (known.has(found.name)) return [];
    const list = [...known].sort().join(', ');
    return [
      {
        ...place,
        message: `there is no ${nouns[found.kind]} "${found.name}".`,
        next: list === '' ? 'None is declared.' : `There are: ${list}.`,
      },
    ];
  });
  return [...first, ...second];
}

/** The text with its markers replaced on their own line, so that an engine's line numbers are the file's. */
export function render(sql: Sql, words: Readonly<Record<Kind, (name: string) => string>>): string {
  const text = sql.text.replaceAll(marker, (whole, inside: string) => {
    const found = parse(inside, 0);
    return found === undefined ? whole : words[found.kind](found.name);
  });
  return text.replace(/[;\s]+$/, '');
}

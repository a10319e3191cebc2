/** SQL of a project: plain SQL plus `${ref('model')}` and `${param('name')}`, and nothing else. */
import type { Problem } from './problems.ts';
import { positionAt } from './problems.ts';

export interface Sql {
  readonly file: string;
  readonly text: string;
}

type Marker = { readonly kind: 'ref' | 'param'; readonly name: string; readonly offset: number };

const marker = /\$\{([^}]*)\}/g;
const call = /^\s*(ref|param)\(\s*(?:'([^']+)'|"([^"]+)")\s*\)\s*$/;

function parse(inside: string, offset: number): Marker | undefined {
  const match = call.exec(inside);
  if (match === null) return undefined;
  return { kind: match[1] === 'ref' ? 'ref' : 'param', name: match[2] ?? match[3] ?? '', offset };
}

/** Names of the models a text refers to, each once. */
export function refsOf(sql: Sql): readonly string[] {
  const names = [...sql.text.matchAll(marker)].flatMap((match) => {
    const found = parse(match[1] ?? '', match.index);
    return found?.kind === 'ref' ? [found.name] : [];
  });
  return [...new Set(names)];
}

/** What is wrong with the markers of a text, given the models and parameters there are. */
export function markerProblems(sql: Sql, models: ReadonlySet<string>, params: ReadonlySet<string>): readonly Problem[] {
  return [...sql.text.matchAll(marker)].flatMap((match): readonly Problem[] => {
    const place = { file: sql.file, ...positionAt(sql.text, match.index) };
    const found = parse(match[1] ?? '', match.index);
    if (found === undefined) {
      return [
        {
          ...place,
          message: `"${match[0]}" is not understood.`,
          next: "Only ${ref('model')} and ${param('name')} are.",
        },
      ];
    }
    const known = found.kind === 'ref' ? models : params;
    if (known.has(found.name)) return [];
    const list = [...known].sort().join(', ');
    const what = found.kind === 'ref' ? 'model' : 'parameter';
    return [
      {
        ...place,
        message: `there is no ${what} "${found.name}".`,
        next: list === '' ? 'None is declared.' : `There are: ${list}.`,
      },
    ];
  });
}

/** The text with its markers replaced on their own line, so that an engine's line numbers are the file's. */
export function render(
  sql: Sql,
  words: { readonly ref: (model: string) => string; readonly param: (name: string) => string },
): string {
  const text = sql.text.replaceAll(marker, (whole, inside: string) => {
    const found = parse(inside, 0);
    return found === undefined ? whole : words[found.kind](found.name);
  });
  return text.replace(/[;\s]+$/, '');
}

/** What Salesforce's parser asks of every file: a root it knows, equal elements side by side, a name that fits the file. */
import type { Finding } from './finding.ts';
import type { Source, SourceFile } from './source.ts';
import { textOf, type Element } from './xml.ts';

/** Salesforce refuses a file in which elements of one name stand apart ("Element … is duplicated at this location"). */
function scattered(element: Element): readonly string[] {
  const closed = new Set<string>();
  const bad: string[] = [];
  let last = '';
  for (const { name } of element.children) {
    if (name !== last && closed.has(name)) bad.push(name);
    closed.add(name);
    last = name;
  }
  return [...bad, ...element.children.flatMap(scattered)];
}

function nameFinding({ path, name, root }: SourceFile): readonly Finding[] {
  const fullName = textOf(root, 'fullName');
  if (fullName === undefined || fullName === name) return [];
  return [{ code: 'name-mismatch', file: path, place: `fullName ${fullName}`, problem: `the file is called ${name}` }];
}

export function checkFiles(source: Source): readonly Finding[] {
  const findings = source.files.flatMap((file) => [
    ...nameFinding(file),
    ...scattered(file.root).map((name) => ({
      code: 'scattered-elements',
      file: file.path,
      place: name,
      problem: 'elements of one name must stand side by side',
    })),
  ]);
  return [...source.broken, ...findings];
}

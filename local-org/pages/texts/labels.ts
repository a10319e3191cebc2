/** Custom labels and their translations, as deployed. */
import { basename } from 'node:path';
import type { Engine } from '../../engine/engine.ts';
import { nodes, readXml, text } from '../../ui/ui.ts';

interface Label {
  readonly name: string;
  readonly value: string;
}

function deployedLabels(engine: Engine): readonly Label[] {
  return engine
    .deployed('labels')
    .flatMap(({ content }) => nodes(readXml(content), 'labels'))
    .map((node) => ({ name: text(node, 'fullName') ?? '', value: text(node, 'value') ?? '' }));
}

export function labelNames(engine: Engine): ReadonlySet<string> {
  return new Set(deployedLabels(engine).map(({ name }) => name));
}

/** Texts of a kind in `translations/<language>.translation`, by name: `customLabels`, `customTabs`, `customApplications`. */
export function translated(engine: Engine, language: string, kind: string): ReadonlyMap<string, string> {
  const files = engine.deployed('translations').filter(({ path }) => basename(path, '.translation') === language);
  const found = files.flatMap(({ content }) => nodes(readXml(content), kind));
  return new Map(found.map((node) => [text(node, 'name') ?? '', text(node, 'label') ?? '']));
}

/** `c.Gap_Title` → text in the language; what is not translated stays in the language it was written in. */
export function labelTexts(engine: Engine, language: string): Readonly<Record<string, string>> {
  const own = translated(engine, language, 'customLabels');
  const entries = deployedLabels(engine).map(({ name, value }) => [`c.${name}`, own.get(name) || value] as const);
  return Object.fromEntries(entries);
}

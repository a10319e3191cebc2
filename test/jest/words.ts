/** The words of the deployed metadata, so that a test reads what a user reads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';

const folder = join(__dirname, '..', '..', 'force-app', 'main', 'default');
const parser = new XMLParser({ isArray: (name) => ['labels', 'customLabels'].includes(name), trimValues: false });

interface Labels {
  readonly CustomLabels: { readonly labels: readonly { readonly fullName: string; readonly value: string }[] };
}
interface Translations {
  readonly Translations: { readonly customLabels: readonly { readonly name: string; readonly label: string }[] };
}

function parsed(path: string): unknown {
  return parser.parse(readFileSync(join(folder, path), 'utf8'));
}

const known = new Map<'en' | 'ja', ReadonlyMap<string, string>>();

/** Label name → text, in English or Japanese. */
export function wordsIn(language: 'en' | 'ja'): ReadonlyMap<string, string> {
  const words = known.get(language) ?? read(language);
  known.set(language, words);
  return words;
}

function read(language: 'en' | 'ja'): ReadonlyMap<string, string> {
  if (language === 'en') {
    // The shape of the metadata types; a file of another shape fails right here.
    const { labels } = (parsed('labels/CustomLabels.labels-meta.xml') as Labels).CustomLabels;
    return new Map(labels.map(({ fullName, value }) => [fullName, value]));
  }
  const { customLabels } = (parsed('translations/ja.translation-meta.xml') as Translations).Translations;
  return new Map(customLabels.map(({ name, label }) => [name, label]));
}

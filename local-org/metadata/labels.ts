/** Texts of custom labels (Metadata API, CustomLabels and Translations). */
import { elements, textOf } from '../xml.ts';
import { keyOf, type Catalog } from './component.ts';

const translations = new WeakMap<Catalog, Map<string, ReadonlyMap<string, string>>>();

function translated(catalog: Catalog, language: string): ReadonlyMap<string, string> {
  const known = translations.get(catalog) ?? new Map<string, ReadonlyMap<string, string>>();
  translations.set(catalog, known);
  const body = catalog.get(keyOf('Translations', language))?.body;
  const found =
    known.get(language) ??
    new Map(
      (body === undefined ? [] : elements(body, 'customLabels')).map((one) => [
        textOf(one, 'name')?.toLowerCase() ?? '',
        textOf(one, 'label') ?? '',
      ]),
    );
  known.set(language, found);
  return found;
}

/** In the language, or as it was written where that has no translation; undefined for a label that is not there. */
export function labelIn(catalog: Catalog, name: string, language: string): string | undefined {
  const label = catalog.get(keyOf('CustomLabel', name));
  return label === undefined
    ? undefined
    : translated(catalog, language).get(name.toLowerCase()) || textOf(label.body, 'value');
}

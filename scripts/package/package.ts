/** The deployable package: what `force-app` becomes on its way into an org, and the offline proof that an org takes it. */
import { checkAccess } from './check-access.ts';
import { checkComponents } from './check-components.ts';
import { checkFields } from './check-fields.ts';
import { checkFiles } from './check-files.ts';
import { checkFormulas } from './check-formulas.ts';
import { checkLayouts } from './check-layouts.ts';
import { checkPages } from './check-pages.ts';
import { checkTranslations } from './check-translations.ts';
import type { Finding } from './finding.ts';
import { readSource, type Source } from './source.ts';
import { stagePackage, type StagedPackage } from './stage.ts';
import { zipPackage, type Package } from './zip.ts';

export { describeFinding, type Finding } from './finding.ts';
export { readSource, filesOf, metadataFolder } from './source.ts';
export type { Source, SourceField, SourceFile, SourceObject } from './source.ts';
export { childrenOf, textOf, textsOf, type Element } from './xml.ts';
export { stagePackage, type StagedPackage } from './stage.ts';
export { zipPackage, type Package } from './zip.ts';

const metadataChecks: readonly ((source: Source) => readonly Finding[])[] = [
  checkFiles,
  checkFields,
  checkFormulas,
  checkAccess,
  checkLayouts,
  checkPages,
  checkTranslations,
];

/** Everything but the components; takes milliseconds. Empty when nothing is wrong. */
export function checkMetadata({ folder }: Pick<StagedPackage, 'folder'>): readonly Finding[] {
  const source = readSource(folder);
  return metadataChecks.flatMap((check) => check(source));
}

/** The whole proof, Salesforce's compiler over every component included. Empty when nothing is wrong. */
export async function checkPackage(staged: Pick<StagedPackage, 'folder'>): Promise<readonly Finding[]> {
  return [...checkMetadata(staged), ...(await checkComponents(readSource(staged.folder)))];
}

/** Compiles, converts and cleans up: the one call for whoever deploys. Throws a Fault when the components do not compile. */
export async function buildPackage(): Promise<Package> {
  using staged = stagePackage();
  return await zipPackage(staged);
}

/** A component's files as a package holds them. */
import type { PackageFile } from '../../../local-org/local-org.ts';
import { element, elements, file, xml } from './metadata.ts';

export interface Bundle {
  readonly js: string;
  readonly html: string;
  /** Where it may be placed; none makes it a part of others. A record page unless it says so. */
  readonly targets?: readonly string[];
}

export function bundle(
  name: string,
  { js, html, targets = ['lightning__RecordPage'] }: Bundle,
): readonly PackageFile[] {
  const folder = `lwc/${name}/${name}`;
  const listed = targets.length === 0 ? '' : element('targets', targets.map((one) => element('target', one)).join(''));
  const meta = `${elements({ apiVersion: '66.0', isExposed: targets.length > 0 })}${listed}`;
  return [
    file(`${folder}.js`, js),
    file(`${folder}.html`, html),
    file(`${folder}.js-meta.xml`, xml('LightningComponentBundle', meta)),
  ];
}

/** Converts a staged folder into the zip that Salesforce's Metadata API takes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ComponentSet, MetadataConverter } from '@salesforce/source-deploy-retrieve';
import { unzipSync } from 'fflate';
import { Fault } from '../../server/faults.ts';
import { metadataFolder } from './source.ts';
import type { StagedPackage } from './stage.ts';

export interface Package {
  readonly zip: Uint8Array;
  /** Paths inside the zip, `package.xml` among them. */
  readonly files: readonly string[];
  /** `CustomObject#Target__c`, in order of name. */
  readonly components: readonly string[];
}

function apiVersion(folder: string): string {
  // The file is this project's own, checked in; a missing version fails below, when Salesforce reads package.xml.
  const project = JSON.parse(readFileSync(join(folder, 'sfdx-project.json'), 'utf8')) as { sourceApiVersion: string };
  return project.sourceApiVersion;
}

export async function zipPackage({ folder }: Pick<StagedPackage, 'folder'>): Promise<Package> {
  const set = ComponentSet.fromSource(join(folder, metadataFolder));
  set.sourceApiVersion = apiVersion(folder);
  const { zipBuffer } = await new MetadataConverter().convert(set, 'metadata', { type: 'zip' });
  if (zipBuffer === undefined) {
    throw new Fault('bug', 'no_package', 'The conversion to a deploy package gave no zip.', {
      next: 'Check that @salesforce/source-deploy-retrieve still converts to a zip.',
    });
  }
  const zip = new Uint8Array(zipBuffer);
  return {
    zip,
    files: Object.keys(unzipSync(zip))
      .filter((path) => !path.endsWith('/'))
      .sort(),
    components: set
      .getSourceComponents()
      .toArray()
      .map((component) => `${component.type.name}#${component.fullName}`)
      .sort(),
  };
}

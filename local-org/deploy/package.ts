import { unzipSync } from 'fflate';
import { ApiError, type PackageFile } from '../engine/engine.ts';

/** 10,000 files, 39 MB zipped, 600 MB unzipped (Metadata API limits). */
export const limits = { files: 10_000, zipBytes: 39 * 1024 * 1024, bytes: 600 * 1024 * 1024 } as const;

const tooLarge = (what: string): ApiError => new ApiError(400, 'LIMIT_EXCEEDED', `The package has more than ${what}.`); // text unverified

function unzip(zip: Uint8Array): Readonly<Record<string, Uint8Array>> {
  if (zip.byteLength > limits.zipBytes) throw tooLarge('39 MB');
  let [files, bytes] = [0, 0];
  try {
    return unzipSync(zip, {
      filter: ({ name, originalSize }) => {
        if (name.endsWith('/')) return false;
        files += 1;
        bytes += originalSize;
        if (files > limits.files) throw tooLarge('10,000 files');
        if (bytes > limits.bytes) throw tooLarge('600 MB unzipped');
        return true;
      },
    });
  } catch (cause) {
    if (cause instanceof ApiError) throw cause;
    throw new ApiError(400, 'INVALID_FILE', 'The package is not a zip file.'); // code unverified
  }
}

/**
 * Files of a deploy package (mdapi format), with paths below its package.xml, which may lie in a folder: the sf CLI
 * puts everything under one when it is given a folder of metadata.
 */
export function readPackage(zip: Uint8Array): readonly PackageFile[] {
  const entries = Object.entries(unzip(zip));
  const manifests = entries.map(([path]) => path).filter((path) => /(^|\/)package\.xml$/.test(path));
  const [manifest] = manifests.sort((one, other) => one.split('/').length - other.split('/').length);
  if (manifest === undefined) throw new ApiError(400, 'INVALID_FILE', 'No package.xml found'); // code unverified
  const root = manifest.slice(0, -'package.xml'.length);
  return entries
    .filter(([path]) => path.startsWith(root))
    .map(([path, content]) => ({ path: path.slice(root.length), content }));
}

/** Compiles the bundles of its data, one after the other, and posts the problems of all. */
import { stripVTControlCharacters } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { compile } from '@lwc/sfdc-lwc-compiler';
import { DiagnosticLevel } from '@lwc/errors';
import type { ComponentProblem } from '../engine/engine.ts';
import type { Bundle } from './compile.ts';

/**
 * Where a diagnostic has no location, its text carries the code around the fault, with `> 4 |` before the line; in
 * colours where the environment asks for them (FORCE_COLOR, CI).
 */
function describe(message: string): { readonly text: string; readonly line: number | undefined } {
  const [text = '', ...frame] = stripVTControlCharacters(message).split('\n');
  const marked = /^> *(\d+) \|/m.exec(frame.join('\n'))?.[1];
  return { text, line: marked === undefined ? undefined : Number(marked) };
}

/** The compiler's messages name a file with or without the folder of the compilation. */
function fileOf(bundle: Bundle, filename: string | undefined): string {
  const folder = `lwc/${bundle.name}`;
  const paths = Object.keys(bundle.files).sort((one, other) => other.length - one.length);
  const file = paths.find((path) => filename === path || filename?.endsWith(`/${path}`) === true);
  return file === undefined ? folder : `${folder}/${file}`;
}

async function problemsOf(bundle: Bundle): Promise<readonly ComponentProblem[]> {
  const { name, apiVersion, files, isDynamic } = bundle;
  const options = {
    enableLwcOn: true, // from which API version on is unverified; sample apps of version 66 use it
    allowDynamicComponents: isDynamic,
    ...(apiVersion === undefined ? {} : { apiVersion }),
  };
  const { diagnostics } = await compile({ bundle: { type: 'platform', namespace: 'c', name, files, options } });
  return diagnostics
    .filter(({ level }) => level === DiagnosticLevel.Fatal || level === DiagnosticLevel.Error)
    .map(({ message, location, filename }) => {
      const { text, line } = describe(message);
      return {
        type: 'LightningComponentBundle',
        name,
        file: fileOf(bundle, filename),
        problem: text,
        line: location?.line ?? line ?? 1,
        column: location?.column ?? 1,
      };
    });
}

const problems: ComponentProblem[] = [];
for (const bundle of workerData as readonly Bundle[]) problems.push(...(await problemsOf(bundle))); // what compile.ts gives
parentPort?.postMessage(problems);

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

async function problemsOf({ name, apiVersion, files }: Bundle): Promise<readonly ComponentProblem[]> {
  const options = apiVersion === undefined ? {} : { apiVersion };
  const { diagnostics } = await compile({ bundle: { type: 'platform', namespace: 'c', name, files, options } });
  return diagnostics
    .filter(({ level }) => level === DiagnosticLevel.Fatal || level === DiagnosticLevel.Error)
    .map(({ message, location, filename }) => {
      const { text, line } = describe(message);
      const base = filename?.slice(filename.lastIndexOf('/') + 1);
      return {
        type: 'LightningComponentBundle',
        name,
        file: base === undefined ? `lwc/${name}` : `lwc/${name}/${base}`,
        problem: text,
        line: location?.line ?? line ?? 1,
        column: location?.column ?? 1,
      };
    });
}

const problems: ComponentProblem[] = [];
for (const bundle of workerData as readonly Bundle[]) problems.push(...(await problemsOf(bundle))); // what compile.ts gives
parentPort?.postMessage(problems);

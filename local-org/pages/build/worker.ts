/** Entry of the worker thread that builds: the tools need a gigabyte and seconds of processor time, the org neither. */
import { parentPort, workerData } from 'node:worker_threads';
import { buildAppLayer } from './app-layer.ts';
import { buildBaseLayer } from './base-layer.ts';
import { fill, importsOf } from './cache.ts';
import { BuildProblem } from './problem.ts';
import type { BuildOrder, BuildReport } from './builds.ts';

const order = workerData as BuildOrder; // builds.ts is the only starter
const send = (report: BuildReport): void => parentPort?.postMessage(report);

try {
  await fill(order.baseFolder, (draft) =>
    buildBaseLayer(draft, (modules) => {
      send({ kind: 'progress', layer: 'base', modules });
    }),
  );
  send({ kind: 'progress', layer: 'app', modules: order.files.size });
  const base = importsOf(order.baseFolder);
  await fill(order.appFolder, (draft) =>
    buildAppLayer({ files: order.files, placeable: order.placeable, base }, draft),
  );
  send({ kind: 'done' });
} catch (error) {
  if (!(error instanceof BuildProblem)) throw error;
  send({ kind: 'problems', problems: error.problems });
}

/** Composite graphs: each a transaction of its own (REST API Developer Guide, "Composite Graph", "Composite Graph Limits"). */
import { ApiError } from '../engine/engine.ts';
import { isObject } from '../http/http.ts';
import type { Answer, Call, Resource } from './resource.ts';
import {
  bad,
  checkReferenceIds,
  compositeResponse,
  halted,
  runTogether,
  splitAddress,
  type Subrequest,
  subrequestOf,
  type Together,
} from './subrequests.ts';

const limits = { graphs: 75, depth: 15, nodes: 500, kinds: 15, failures: 14, idLength: 40 } as const;

interface Graph {
  readonly graphId: string;
  readonly nodes: readonly Subrequest[];
}

const exceeded = (message: string): ApiError => new ApiError(400, 'LIMIT_EXCEEDED', message); // code and texts unverified

/** The only addresses of a node: a record to be made, by its id, or by its external id. */
const addresses: readonly (readonly [pattern: RegExp, methods: readonly string[]])[] = [
  [/^sobjects\/\w+$/, ['POST']],
  [/^sobjects\/\w+\/[^/]+$/, ['DELETE', 'GET', 'PATCH']],
  [/^sobjects\/\w+\/\w+\/[^/]+$/, ['DELETE', 'GET', 'PATCH', 'POST']],
];

function checkNode({ url, method }: Subrequest): void {
  const path = (url.split('?')[0] ?? '').replace(/^\/services\/data\/v\d+\.\d\//, '');
  const fits = addresses.some(([pattern, methods]) => pattern.test(path) && methods.includes(method));
  if (!fits) throw bad(`${method} ${url} cannot be a node of a composite graph.`);
}

/** Unique, less than 40 characters, begins with a letter or digit, without a point ("Composite Graph"). */
function graphOf(value: unknown, index: number): Graph {
  const { graphId, compositeRequest } = isObject(value) ? value : {};
  if (typeof graphId !== 'string' || !/^[A-Za-z0-9][^.]*$/.test(graphId) || graphId.length >= limits.idLength) {
    throw bad(`graphs[${index}] needs a graphId that begins with a letter or digit, without a point.`);
  }
  if (!Array.isArray(compositeRequest) || compositeRequest.length === 0) {
    throw bad(`The graph ${graphId} needs a compositeRequest.`);
  }
  const nodes = compositeRequest.map((node: unknown, at) => subrequestOf(node, `${graphId}[${at}]`));
  checkReferenceIds(nodes);
  nodes.forEach(checkNode);
  return { graphId, nodes };
}

/** Longest chain of nodes that refer to each other. */
function depthOf(nodes: readonly Subrequest[]): number {
  const depths = new Map<string, number>();
  for (const { referenceId, url, body } of nodes) {
    const used = `${url}${JSON.stringify(body ?? null)}`.matchAll(/@\{(\w+)/g);
    const above = [...used].map(([, id = '']) => depths.get(id) ?? 0);
    depths.set(referenceId, Math.max(0, ...above) + 1);
  }
  return Math.max(...depths.values());
}

/** Nodes differ by version, method and object. */
function kindOf({ url, method }: Subrequest): string {
  const { version, segments } = splitAddress(url);
  return `${method} v${version} ${(segments[1] ?? '').toLowerCase()}`;
}

function graphsOf(call: Call): readonly Graph[] {
  const list = isObject(call.body) ? call.body['graphs'] : undefined;
  if (!Array.isArray(list) || list.length === 0) throw bad('graphs is required.');
  if (list.length > limits.graphs) throw exceeded(`Limit of ${limits.graphs} graphs exceeded.`);
  const graphs = list.map(graphOf);
  const nodes = graphs.flatMap((graph) => graph.nodes);
  if (nodes.length > limits.nodes) throw exceeded(`Limit of ${limits.nodes} nodes exceeded.`);
  if (new Set(nodes.map(kindOf)).size > limits.kinds) {
    throw exceeded(`Limit of ${limits.kinds} different nodes exceeded.`);
  }
  if (graphs.some((graph) => depthOf(graph.nodes) > limits.depth)) {
    throw exceeded(`Limit of depth ${limits.depth} exceeded.`);
  }
  if (new Set(graphs.map(({ graphId }) => graphId)).size < graphs.length) throw bad('Each graphId may be used once.');
  return graphs;
}

function unprocessed(nodes: readonly Subrequest[]): Together {
  const reply = halted('Processing was halted because too many graphs of the request failed.'); // text unverified
  return { isSuccessful: false, replies: nodes.map(({ referenceId }) => ({ ...reply, referenceId })) };
}

/** `POST composite/graph`: after 14 failed graphs the rest is not tried. */
export function graph(resources: readonly Resource[]): Answer {
  return (call) => {
    let failures = 0;
    const graphs = graphsOf(call).map(({ graphId, nodes }) => {
      const isOver = failures >= limits.failures;
      const { replies, isSuccessful } = isOver ? unprocessed(nodes) : runTogether(resources, call, nodes);
      if (!isSuccessful) failures += 1;
      return { graphId, graphResponse: { compositeResponse: compositeResponse(replies) }, isSuccessful };
    });
    return { status: 200, body: { graphs } };
  };
}

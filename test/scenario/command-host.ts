/**
 * Acts when loaded: carries out command lines, one after another, as they are sent to it. Ends with whoever sends them.
 * What a command loads and compiles is there for the next one; a process of its own spends most of its time on that.
 */
import { main } from '../../server/cli/cli.ts';
import type { Carried, Order } from './warm-command.ts';

function caught(stream: NodeJS.WriteStream): () => string {
  const chunks: string[] = [];
  // It stands before the stream's own, which is found again once it is gone.
  stream.write = (chunk: string | Uint8Array): boolean => {
    chunks.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    return true;
  };
  return () => {
    Reflect.deleteProperty(stream, 'write');
    return chunks.join('');
  };
}

async function carryOut({ args, env }: Order): Promise<Carried> {
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, env);
  const [stdout, stderr] = [caught(process.stdout), caught(process.stderr)];
  try {
    const exitCode = await main(args);
    return { exitCode, stdout: stdout(), stderr: stderr() };
  } finally {
    stdout();
    stderr();
  }
}

process.on('message', (order: Order) => {
  void carryOut(order).then((carried) => process.send?.(carried));
});
process.on('disconnect', () => process.exit());

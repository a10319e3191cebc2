/** `serve`: the service in the foreground, until it is told to stop. */
import { orgAccess, serviceSettings } from '../config.ts';
import { createLog } from '../log.ts';

export interface ServeOptions {
  readonly project: string;
  readonly raw?: string | undefined;
  readonly warehouseFile: string;
  /** Told once, when the service is up. */
  readonly onReady: (service: { readonly url: string; readonly tokenFile: string | undefined }) => void;
}

/** Resolves when the service has been stopped by SIGTERM or SIGINT; a second signal ends the process at once. */
export async function serve({ project, raw, warehouseFile, onReady }: ServeOptions): Promise<void> {
  const access = orgAccess();
  const settings = serviceSettings();
  const told = Promise.withResolvers<undefined>();
  const stop = (): void => {
    told.resolve(undefined);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  try {
    // Loaded here, so that no other command waits for Express, pg-boss and PGlite.
    const { startService } = await import('../serve/serve.ts');
    const service = await startService({
      project,
      rawDir: raw,
      warehouseFile,
      access,
      settings,
      log: createLog(),
    });
    onReady(service);
    await told.promise;
    await service.close();
  } finally {
    process.off('SIGTERM', stop).off('SIGINT', stop);
  }
}

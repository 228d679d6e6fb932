import { EnvironmentError } from '../stack/environment-error.ts';
import { latestSchemaVersion, schemaVersion } from '../store/migrate.ts';
import { createPool } from '../store/pool.ts';
import { readConfig, type Config } from './config.ts';
import { createLog } from './logging.ts';
import { startWorker } from './run.ts';

const sweepEveryMs = 5_000;

/** Runs a worker until SIGINT or SIGTERM, as the environment says. */
async function main(): Promise<void> {
  const config = await readConfig(process.env);
  await checkDatabase(config);
  const log = createLog(config.logLevel);
  const worker = await startWorker({ ...config, log, sweepEveryMs }).catch((cause: unknown) => {
    if (!(cause instanceof Error)) throw cause;
    const { temporalAddress, callbacks } = config;
    if ('syscall' in cause && cause.syscall === 'listen') {
      const where = `${callbacks?.host ?? ''}:${String(callbacks?.port ?? '')}`;
      throw new EnvironmentError(
        `Callbacks cannot be received at ${where} (${cause.message}): set USHER_CALLBACK_PORT and USHER_CALLBACK_HOST.`,
        { cause },
      );
    }
    if (cause.name !== 'TransportError') throw cause;
    throw new EnvironmentError(
      `Temporal does not answer at ${temporalAddress}: start it, or set TEMPORAL_ADDRESS.`,
      { cause },
    );
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'stopping');
      void worker.stop();
    });
  }
  await worker.ended.catch((error: unknown) => {
    log.fatal({ err: error }, 'the worker has ended by itself');
    process.exitCode = 3;
  });
}

async function checkDatabase({ databaseUrl }: Config): Promise<void> {
  const pool = createPool(databaseUrl, { max: 1, applicationName: 'usher-worker' });
  try {
    const [found, wanted] = [await schemaVersion(pool), await latestSchemaVersion()];
    if (found >= wanted) return;
    const state = found === 0 ? 'is empty' : `has schema ${found}, and this worker needs ${wanted}`;
    throw new EnvironmentError(`The database ${state}: run \`usher migrate\`.`);
  } catch (cause) {
    if (cause instanceof EnvironmentError) throw cause;
    const { host } = new URL(databaseUrl);
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new EnvironmentError(
      `The database at ${host} cannot be used (${why}): start it, migrate it with \`usher migrate\`, or set DATABASE_URL.`,
      { cause },
    );
  } finally {
    await pool.end();
  }
}

await main().catch((error: unknown) => {
  if (!(error instanceof EnvironmentError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 3;
});

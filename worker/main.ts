import { EnvironmentError } from '../stack/environment-error.ts';
import { readConfig } from './config.ts';
import { createLog } from './logging.ts';
import { startWorker } from './run.ts';

const config = await readConfig(process.env).catch((error: unknown) => {
  if (!(error instanceof EnvironmentError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(3);
});
const log = createLog(config.logLevel);
const worker = await startWorker({ ...config, log });
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

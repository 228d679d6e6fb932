import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { pino, type Logger, type LoggerOptions } from 'pino';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Fields whose content says who somebody is, opens a code, or opens a door. */
const secretFields = [
  'value',
  'codeValue',
  'phone',
  'email',
  'ip',
  'address',
  'device',
  'detail',
  'password',
  'dynamicCode',
  'secret',
  'authorization',
  'pepper',
  'sealing',
  'sealed',
  'databaseUrl',
  'connectionString',
];

/** How everything of ours logs: JSON lines with ISO times, and without secrets and people. */
export function logOptions(level: LogLevel): LoggerOptions {
  return {
    level,
    base: { service: 'usher' },
    serializers: { err: pino.stdSerializers.err, error: pino.stdSerializers.err },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: {
      paths: ['', '*.', '*.*.'].flatMap((prefix) => secretFields.map((name) => prefix + name)),
      censor: '[redacted]',
    },
  };
}

/** A logger to standard error, so that standard output stays a command's own. */
export function createLog(level: LogLevel): Logger {
  return pino(logOptions(level), pino.destination({ dest: 2, sync: true }));
}

let installed = false;

/**
 * Sends what Temporal's SDK has to say to `log`, once for the process and before the first worker
 * or native connection. Signals are left to whoever runs the process.
 */
export function installRuntime(log: Logger): void {
  if (installed) return;
  installed = true;
  const temporal = log.child({ part: 'temporal' });
  const write = {
    TRACE: temporal.trace.bind(temporal),
    DEBUG: temporal.debug.bind(temporal),
    INFO: temporal.info.bind(temporal),
    WARN: temporal.warn.bind(temporal),
    ERROR: temporal.error.bind(temporal),
  };
  Runtime.install({
    logger: new DefaultLogger('INFO', ({ level, message, meta }) =>
      write[level](meta ?? {}, message),
    ),
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
    },
    shutdownSignals: [],
  });
}

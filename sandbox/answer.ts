/** What a service answers, before it is signed and sent. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Receives one line for every request answered and every fault played; pino's order of arguments. */
export type SandboxLog = (
  fields: Readonly<Record<string, string | number>>,
  message: string,
) => void;

/** An answer that says no, in the one form all services use. */
export function refusal(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

/** The answer to a key that comes again with another body. */
export function keyReused(key: string): Answer {
  return refusal(422, 'KEY_REUSED', `the key ${key} was used with another body`);
}

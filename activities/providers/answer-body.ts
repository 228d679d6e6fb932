/** A named field of a JSON object that came from outside. */
export function field(body: unknown, name: string): unknown {
  if (typeof body !== 'object' || body === null) return undefined;
  return (body as Readonly<Record<string, unknown>>)[name];
}

/** The code and words of an answer of the form `{ error: { code, message } }`. */
export function errorOf(body: unknown): { readonly code: string; readonly message: string } | null {
  const error = field(body, 'error');
  const code = field(error, 'code');
  const message = field(error, 'message');
  if (typeof code !== 'string' || code === '') return null;
  return { code, message: typeof message === 'string' ? message : code };
}

/**
 * Refusals that speak of the request's way and not of its content: nobody looked at it, and the
 * same request can be taken later.
 */
const notTaken = new Set([
  'SIGNATURE_MISSING',
  'SIGNATURE_MALFORMED',
  'SIGNATURE_STALE',
  'SIGNATURE_MISMATCH',
  'NO_SUCH_ROUTE',
]);

/** Whether a believed refusal only says that the request was not looked at. */
export function saysNotTaken(status: number, code: string): boolean {
  return status === 429 || notTaken.has(code);
}

/**
 * Whether a believed refusal is final: a 4xx with a code of its own. The status is not signed, so
 * `INTERNAL` is never final whatever status stands beside it.
 */
export function isFinalRefusal(status: number, code: string): boolean {
  return status >= 400 && status < 500 && code !== 'INTERNAL' && code !== 'NOT_FOUND';
}

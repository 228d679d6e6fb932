/** A command's body as text, keys in order: equal bodies have equal texts. */
export function canonical(body: object): string {
  const entries = Object.entries(body as Record<string, unknown>)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => [key, isObject(value) ? canonical(value) : value]);
  return JSON.stringify(entries);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

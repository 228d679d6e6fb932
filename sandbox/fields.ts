/** An idempotency key: visible ASCII, so that it can stand in a header. */
export const KEY = { type: 'string', pattern: '^[!-~]{1,255}$' } as const;

/** An opaque id has a letter and no `@`, so that a bare phone number or an address is refused. */
export const OPAQUE_ID = {
  type: 'string',
  pattern: '^(?=.*[A-Za-z])[A-Za-z0-9_.:/+=~-]{1,128}$',
} as const;

/** A short name of ours, such as `face` or `reward-paid`. */
export const NAME = { type: 'string', pattern: '^[a-z][a-z0-9-]{0,63}$' } as const;

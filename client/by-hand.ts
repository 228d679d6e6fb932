import type { KeyRing } from '../store/keys/key-ring.ts';
import type { OnCode } from './calls.ts';
import type { Door } from './door.ts';
import type { Operation } from './operate.ts';
import { revisionOperation } from './operations.ts';
import type { Receipted } from './receipts/receipts.ts';
import type { Usher } from './usher.ts';

type ByHandCalls = Pick<Usher, 'reset' | 'reviseWording' | 'freeze' | 'unfreeze' | 'revoke'>;

/** What people do to a code, rather than its use. */
export function byHand(
  keys: KeyRing,
  through: Door['through'],
  on: (call: OnCode, operation: Operation) => Promise<Receipted>,
): ByHandCalls {
  return {
    reset: through(({ actor, reason, appeal, ...call }) =>
      on(call, { kind: 'reset', fields: { actor, reason, appeal } }),
    ),
    reviseWording: through((call) => on(call, revisionOperation(keys, call))),
    freeze: through(({ actor, reason, until, ...call }) =>
      on(call, { kind: 'freeze', fields: { actor, reason, until } }),
    ),
    unfreeze: through(({ actor, reason, ...call }) =>
      on(call, { kind: 'unfreeze', fields: { actor, reason } }),
    ),
    revoke: through(({ actor, reason, ban, ...call }) =>
      on(call, { kind: 'revoke', fields: { actor, reason, ban } }),
    ),
  };
}

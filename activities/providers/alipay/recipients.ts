import type { SubjectId } from '../../../domain/ids.ts';
import { errorOf, field } from '../answer-body.ts';
import { createSignedSender, type SignedService } from '../signed-http.ts';

/** Words of Alipay's for what names an account: by the app's open id, the user id, or the login. */
const identityForms = {
  ALIPAY_OPEN_ID: /^[A-Za-z0-9_-]{1,128}$/,
  ALIPAY_USER_ID: /^2088\d{12}$/,
  ALIPAY_LOGON_ID: /^[!-~]{3,100}$/,
} as const;

/** An account, as a transfer names it. */
export interface Payee {
  readonly identityType: keyof typeof identityForms;
  readonly identity: string;
  /** Alipay compares it with the account's; null for none. Always there beside a login. */
  readonly name: string | null;
}

/** Who knows the people behind opaque ids: the operator. Does not throw for what it or the network does. */
export interface Recipients {
  /** The same account and name for ever, for a transfer to another is another transfer. */
  find(beneficiary: SubjectId): Promise<RecipientAnswer>;
}

export type RecipientAnswer =
  | { readonly kind: 'found'; readonly payee: Payee }
  /** The operator knows no account of this person. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreached'; readonly reason: string };

/**
 * The operator's service behind the signed HTTP contract: `POST /recipients` with `beneficiary`
 * answers `identityType`, `identity` and, beside a login, `name`; or the error `NOT_FOUND`. Throws a
 * RangeError when the settings are unfit.
 */
export function createHttpRecipients(service: SignedService): Recipients {
  const send = createSignedSender(service);
  return {
    find: async (beneficiary) => {
      const answer = await send({ method: 'POST', path: '/recipients', body: { beneficiary } });
      if (answer.kind !== 'believed') return { kind: 'unreached', reason: answer.reason };
      if (errorOf(answer.body)?.code === 'NOT_FOUND') return { kind: 'unknown' };
      const payee = payeeIn(answer.body);
      if (payee === null) return { kind: 'unreached', reason: 'the answer holds no account' };
      return { kind: 'found', payee };
    },
  };
}

function payeeIn(body: unknown): Payee | null {
  const [type, identity, name] = ['identityType', 'identity', 'name'].map((one) =>
    field(body, one),
  );
  if (!isIdentityType(type) || typeof identity !== 'string') return null;
  const known = typeof name === 'string' && name !== '' ? name : null;
  if (!identityForms[type].test(identity)) return null;
  if (type === 'ALIPAY_LOGON_ID' && known === null) return null;
  return { identityType: type, identity, name: known };
}

function isIdentityType(type: unknown): type is Payee['identityType'] {
  return typeof type === 'string' && Object.hasOwn(identityForms, type);
}

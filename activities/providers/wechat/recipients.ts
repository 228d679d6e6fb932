import type { SubjectId } from '../../../domain/ids.ts';
import { errorOf, field } from '../answer-body.ts';
import { createSignedSender, type SignedService } from '../signed-http.ts';

/** A bill that its receiver has to confirm within WeChat. */
export interface Confirmation {
  /** The payout's; the same confirmation may be handed over several times. */
  readonly key: string;
  readonly beneficiary: SubjectId;
  readonly billNumber: string;
  /** For `wx.requestMerchantTransfer` in the operator's mini-program; good for 24 hours. */
  readonly packageInfo: string;
}

/**
 * Who knows the people behind opaque ids: the operator. Neither function throws for what the network
 * or the operator does.
 */
export interface Recipients {
  /** The same openid for ever, for a bill of another openid is another bill. */
  find(beneficiary: SubjectId, nameNeeded: boolean): Promise<RecipientAnswer>;
  /** True when the operator has taken it, to be shown to the person. */
  handOver(confirmation: Confirmation): Promise<boolean>;
}

export type RecipientAnswer =
  | { readonly kind: 'found'; readonly openid: string; readonly name: string | null }
  /** The operator knows no openid of this person, or no name though one is needed. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreached'; readonly reason: string };

/**
 * The operator's service behind the signed HTTP contract: `POST /recipients` with `beneficiary` and
 * `nameNeeded` answers `openid` and `name`, or the error `NOT_FOUND`; `POST /confirmations` takes a
 * confirmation. Throws a RangeError when the settings are unfit.
 */
export function createHttpRecipients(service: SignedService): Recipients {
  const send = createSignedSender(service);
  return {
    find: async (beneficiary, nameNeeded) => {
      const body = { beneficiary, nameNeeded };
      const answer = await send({ method: 'POST', path: '/recipients', body });
      if (answer.kind !== 'believed') return { kind: 'unreached', reason: answer.reason };
      if (errorOf(answer.body)?.code === 'NOT_FOUND') return { kind: 'unknown' };
      const [openid, name] = [field(answer.body, 'openid'), field(answer.body, 'name')];
      if (typeof openid !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(openid)) {
        return { kind: 'unreached', reason: 'the answer holds no openid' };
      }
      return { kind: 'found', openid, name: typeof name === 'string' && name !== '' ? name : null };
    },
    handOver: async (confirmation) => {
      const answer = await send({ method: 'POST', path: '/confirmations', body: confirmation });
      return answer.kind === 'believed' && errorOf(answer.body) === null;
    },
  };
}

import { parseCampaignId, type RowId } from '../domain/ids.ts';
import type { Accepted } from '../domain/code/outcome.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { ClickCall, LookCall, PasswordCall, UseCall } from './calls.ts';
import { refuse } from './malformed.ts';
import type { PasswordSent } from './passwords/send.ts';
import type { Receipted } from './receipts/receipts.ts';
import { leadsToUse } from './usable.ts';
import type { Usher } from './usher.ts';

/** What somebody outside is told of a code: that it can be used, or a "no" that says nothing about it. */
export type OutsideAnswer = { readonly ok: true } | Rejection;

/** What somebody outside is told of their own redemption: nothing of the code, its holder or the rules. */
export type OutsideUse = OutsideUsed | Rejection;

/** A redemption that came about. */
export interface OutsideUsed {
  readonly ok: true;
  readonly redemption?: RowId;
  readonly redemptionState?: NonNullable<Accepted['redemptionState']>;
}

/**
 * A call that names the campaign: whoever is kept out of it is told so of any code, and not of those alone that there
 * are.
 */
export type InCampaign<C> = C & { readonly campaign: string };

/** What people who are not trusted may ask, of one campaign. */
export interface Outside {
  /** Whether a code can be used now, by anybody. */
  get(call: InCampaign<LookCall>): Promise<OutsideAnswer>;
  /** Whether this person could redeem it now. */
  check(call: InCampaign<UseCall>): Promise<OutsideAnswer>;
  /** Redeems it. An answer that was lost is given again to whoever asks with the same `opId`. */
  redeem(call: InCampaign<UseCall>): Promise<OutsideUse>;
  /** Records that it was opened, and says nothing about it at all. */
  click(call: InCampaign<ClickCall>): Promise<OutsideAnswer>;
  /** Has a one-time password brought to a phone, where there is such a code and it can be used. */
  sendPassword(call: PasswordCall): Promise<PasswordSent | Rejection>;
}

export interface OutsideOptions {
  /** Answers are given at multiples of this after the call, in milliseconds: 250 unless said otherwise. */
  readonly gridMs?: number;
  /** A wait of so many milliseconds; that of the process unless time is made up. */
  readonly wait?: (ms: number) => Promise<void>;
}

type Asked = Pick<Usher, 'get' | 'check' | 'click' | 'redeem' | 'receipt' | 'sendPassword'>;

/**
 * The look-ups and redemptions of a client as they may be shown to people outside. Codes that do not exist, that
 * are of another campaign, and that exist and cannot be used are answered by one body, from the row, on one grid
 * of time. What services of your own are to know, ask the client itself.
 * @throws UsherError when no answer came in time
 */
export function forOutsiders(
  usher: Asked,
  { gridMs = 250, wait = waitOfProcess }: OutsideOptions = {},
): Outside {
  const onGrid =
    <C extends { readonly campaign: string }, A>(ask: (call: C) => Promise<A>) =>
    async (call: C): Promise<A | Rejection> => {
      if (parseCampaignId(call.campaign) === undefined) return refuse('campaign', noCampaign);
      const answer = ask(call);
      const seen = { isThere: false };
      const see = (): void => {
        seen.isThere = true;
      };
      void answer.then(see, see);
      // The lines are counted from the call and never from the answer: a timer's rounding of what is left of
      // the way to the next line would tell how long the answer took.
      do await wait(gridMs);
      while (!seen.isThere);
      return answer;
    };
  return {
    get: onGrid(async (call) => (await look(usher, call)).answer),
    check: onGrid(async (call) => {
      const { answer } = await look(usher, call);
      if (!answer.ok) return answer;
      const checked = await usher.check({ ...call, again: true });
      return checked.ok ? answer : ofPerson(checked);
    }),
    redeem: onGrid((call) => redeem(usher, call)),
    click: onGrid(async (call) => {
      const answer = await usher.click({ ...call, answersAtOnce: true });
      return answer.ok || !isOfWhoAsks(answer) ? { ok: true } : bare(answer);
    }),
    sendPassword: onGrid(async (call) => {
      const answer = await usher.sendPassword({ ...call, answersAtOnce: true });
      return answer.ok ? answer : bare(answer);
    }),
  };
}

const noCampaign = 'it must be the id of a campaign, such as registration';

function waitOfProcess(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** What a code is, and whether it can be used: a successor answers for one that it replaced. */
interface Looked {
  readonly answer: OutsideAnswer;
  /** No code's id where there is no such code. */
  readonly codeId: string;
}

async function look(usher: Asked, call: LookCall): Promise<Looked> {
  const view = await usher.get(call);
  if (!view.ok) {
    return { answer: isOfWhoAsks(view) ? bare(view) : reject('CODE_UNKNOWN'), codeId: '' };
  }
  const { why } = view.public;
  return { answer: leadsToUse(why) ? { ok: true } : reject('CODE_UNKNOWN'), codeId: view.row.id };
}

/**
 * Only a code that can be used comes to its workflow, whose answers take as long as they take. Of any other the
 * books are asked whether it has answered this operation before, which may be the one that used it up.
 */
async function redeem(usher: Asked, call: UseCall): Promise<OutsideUse> {
  const { answer, codeId } = await look(usher, call);
  if (!answer.ok) {
    const { opId } = call;
    if (opId === undefined || isOfWhoAsks(answer)) return answer;
    if ((await usher.receipt({ opId, codeId })) === undefined) return answer;
  }
  const outcome = await usher.redeem({ ...call, again: true });
  return outcome.ok ? used(outcome) : ofPerson(outcome);
}

function used({ redemption, redemptionState }: Receipted & { readonly ok: true }): OutsideUsed {
  return {
    ok: true,
    ...(redemption === undefined ? {} : { redemption }),
    ...(redemptionState === undefined ? {} : { redemptionState }),
  };
}

/** What is the matter with a code, whoever asks. */
const ofCode = /^(CODE|CAMPAIGN)_|^INVITER_SUSPENDED$|^OUTSIDE_OPENING_HOURS$/;

/** What is the matter with the person who asks of a code that could be used; it may have ended meanwhile. */
function ofPerson(no: Rejection): Rejection {
  return ofCode.test(no.code) ? reject('CODE_UNKNOWN') : bare(no);
}

/** What would have been said of any code. */
function isOfWhoAsks({ code }: Rejection): boolean {
  return code === 'INVALID_COMMAND' || code === 'PARTY_FROZEN' || code === 'PARTY_BANNED';
}

/** What is about who asks, and how they may go on; without rules, facts, other codes and other campaigns. */
function bare({ code, message, party, until, reference, hints, check }: Rejection): Rejection {
  return {
    ok: false,
    code,
    message,
    ...(party === undefined ? {} : { party }),
    ...(until === undefined ? {} : { until }),
    ...(reference === undefined ? {} : { reference }),
    ...(hints === undefined ? {} : { hints }),
    ...(check === undefined ? {} : { check }),
  };
}

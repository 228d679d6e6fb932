import type { Side } from '../domain/campaign/terms.ts';
import type { Part } from '../domain/code/command.ts';
import type { Asset } from '../domain/money.ts';
import { duration, type Duration } from '../domain/time.ts';
import type { parseMoney } from './amounts.ts';
import type { Act, Person } from './case.ts';
import { readAside } from './read-aside.ts';
import { isAsideName } from './schema/acts.ts';
import type { StepText } from './schema/step.ts';

type Money = NonNullable<ReturnType<typeof parseMoney>>;

/** One act as a step tells it, of one person and one milestone. */
export interface Told {
  readonly text: StepText;
  readonly by: string;
  readonly person: Person | undefined;
  readonly reached: string;
  readonly lasting: Duration | undefined;
  readonly ago: Duration | undefined;
  readonly purchase: Money | undefined;
  readonly amount: number | undefined;
  /** What `amount` is of; any where there is none. */
  readonly asset: Asset;
  readonly price: number | undefined;
}

/** The act that is told. The schema has seen to it that what it needs is there. */
export function readAct(told: Told): Act {
  const { text, by, reached, lasting, ago, purchase } = told;
  const { of = '', channel, share, password, consent, inviterPhone } = text;
  const { do: name } = text;
  if (isAsideName(name)) return readAside(name, told);
  switch (name) {
    case 'issue':
      return { do: 'issue', of, channel, save: text.save ?? of, ...carriedOf(text) };
    case 'open':
      return { do: 'open', of, by, share: share ?? '' };
    case 'share':
      return { do: 'share', of, via: text.via ?? 'share-reported', share, channel };
    case 'redeem':
    case 'reserve':
      return {
        ...{ do: name, of, by, channel, share, password, consent, inviterPhone, ago },
        ...placeOf(told),
      };
    case 'confirm':
    case 'release':
      return { do: name, by };
    case 'milestone':
      return {
        ...{ do: 'milestone', by, of: text.of, reached, purchaseAmountMinor: purchase?.minor },
        properties: text.properties,
      };
    case 'wait':
      return { do: 'wait', for: lasting ?? duration(0) };
    default:
      return readByHand(name, told);
  }
}

/** What a code is issued with beyond its holder. */
function carriedOf({ parameters, segment }: StepText): Pick<StepText, 'parameters' | 'segment'> {
  return {
    ...(parameters === undefined ? {} : { parameters }),
    ...(segment === undefined ? {} : { segment }),
  };
}

/** Where a request comes from: what the step says, or what is true of the person. */
function placeOf({ text, person }: Told): {
  source: string | undefined;
  region: string | undefined;
} {
  const { source = person?.source, region = person?.region } = text;
  return { source, region };
}

function decisionOf({ text: { decision = 'approve', actor } }: Told): {
  decision: 'approve' | 'refuse';
  actor: string | undefined;
} {
  return { decision, actor };
}

type ByHand =
  | 'verify'
  | 'review'
  | 'reverse'
  | 'reset'
  | 'freeze'
  | 'unfreeze'
  | 'revise'
  | 'revoke'
  | Correction;

type Correction = 'cancel' | 'reopen';

/** What operations and services do, of their own accord. */
function readByHand(act: ByHand, told: Told): Act {
  const { text, by, lasting } = told;
  const { of = '', reason = 'a test' } = text;
  switch (act) {
    case 'verify':
      return { do: 'verify', of, by, check: text.check ?? 'face', result: text.result ?? 'passed' };
    case 'review':
      return { do: 'review', by, ...decisionOf(told), reason };
    case 'reverse':
      return { do: 'reverse', by, ...takenBack(told), reason };
    case 'cancel':
    case 'reopen': {
      const { reached: milestone, purchase } = told;
      return { do: act, by, reason, refund: purchase && { milestone, ...purchase } };
    }
    case 'reset':
      return { do: 'reset', of, reason, appeal: text.appeal === true };
    case 'freeze':
      return { do: 'freeze', of, reason, for: lasting };
    case 'unfreeze':
      return { do: 'unfreeze', of, reason };
    case 'revise':
      return { do: 'revise', of, hits: text.hits ?? 0 };
    case 'revoke':
      return { do: 'revoke', of, reason, ban: text.ban === true };
  }
}

/** Which reward is taken back, and how much of it. */
function takenBack({ text, amount, purchase }: Told): {
  readonly reward: string;
  readonly side: Side;
  readonly part?: Part;
} {
  const { reward = '', side = 'inviter' } = text;
  if (amount !== undefined) return { reward, side, part: { amountMinor: amount } };
  if (purchase === undefined) return { reward, side };
  return { reward, side, part: { refundedPurchaseMinor: purchase.minor } };
}

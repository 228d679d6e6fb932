import { setTimeout as sleep } from 'node:timers/promises';

import type { CodeInput } from '../../client/calls.ts';
import type { Usher } from '../../client/usher.ts';
import { assert } from '../../domain/assert.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { Rejection } from '../../domain/code/rejection.ts';
import type { CampaignId, CodeId, SubjectId } from '../../domain/ids.ts';
import { instant, parseDuration, plus } from '../../domain/time.ts';
import {
  campaignReport,
  livePlaceOf,
  undelivered,
  type LivePlace,
} from '../../store/inspect/campaign-report.ts';
import type { Db } from '../../store/query.ts';
import { campaignNow } from '../../store/payouts/campaign-now.ts';
import { dynamicCodeOf } from './dynamic-code-of.ts';
import { readBack } from './read-back.ts';
import { summarise } from './simulated-stage.ts';
import type { Act, Stage, StoryState, VerifyAct } from './story.ts';

/** How long deliveries may take before a story says that they are stuck. */
const deliveryMs = 30_000;
const by = { actor: 'demo-operations', reason: 'looked at' };

export interface LiveStageOptions {
  readonly usher: Usher;
  readonly db: Db;
  readonly campaign: CampaignId;
  /** Whether values change, so that a code is best named by its id. */
  readonly refreshes: boolean;
  /** Moves the campaign's clock and everything that hangs on it. */
  readonly forward: (ms: number) => Promise<void>;
  /** The one-time password that the sandbox's inbox holds last for a phone. */
  readonly passwordOf?: (phone: string) => Promise<string>;
  /** Has the sandbox's verifier check somebody, and waits until it has told the code. */
  readonly checked?: (code: CodeInput, act: VerifyAct) => Promise<Outcome>;
  /** Told when a code is made. */
  readonly onIssue?: (holder: string, code: CodeId, value: string) => void;
}

/** Plays stories against the real services, as a service would: through the client. */
export function liveStage(options: LiveStageOptions): Stage {
  const codes = new Map<string, CodeInput>();
  const phones = new Map<string, string>();
  const codeOf = (holder: string): CodeInput => {
    const code = codes.get(holder);
    assert(code !== undefined, `${holder} has no code`);
    return code;
  };
  const issue = async (act: Act & { readonly do: 'issue' }): Promise<Rejection | undefined> => {
    const { channel, phone, parameters } = act;
    const issued = await options.usher.issue({
      campaign: options.campaign,
      holder: act.of,
      ...defined({ channel, parameters }),
      ...(phone === undefined ? {} : { account: { phone } }),
    });
    if (!issued.ok) return issued;
    if (phone !== undefined) phones.set(act.of, phone);
    codes.set(act.of, options.refreshes ? { codeId: issued.code } : issued.value);
    options.onIssue?.(act.of, issued.code, issued.value);
    return undefined;
  };
  return {
    read: () => read(options),
    play: async (act) => {
      if (act.do === 'issue') return issue(act);
      if (act.do === 'wait') {
        const ms = parseDuration(act.for);
        assert(ms !== undefined, `${act.for} is no duration`);
        await options.forward(ms);
        return undefined;
      }
      if (act.do === 'open') {
        const { share, isNew = false } = act;
        const visit = { visitor: act.by, share, existingCustomer: !isNew };
        const clicked = await options.usher.click({ code: codeOf(act.of), ...visit });
        return clicked.ok ? undefined : clicked;
      }
      if (act.do === 'openStream' || act.do === 'closeStream') {
        const who = { campaign: options.campaign, streamer: act.by };
        const answer = await options.usher[act.do](who);
        return answer.ok ? undefined : answer;
      }
      const asked = 'of' in act ? { code: codeOf(act.of), phone: phones.get(act.of) } : nothing;
      return perform(options, act, asked);
    },
  };
}

/** The code that an act is about, and the phone that was given for its holder. */
interface Asked {
  readonly code: CodeInput;
  readonly phone: string | undefined;
}

const nothing: Asked = { code: '', phone: undefined };
/** A number that nobody in a story has. */
const otherPhone = '+8613900000000';

async function perform(options: LiveStageOptions, act: Act, asked: Asked): Promise<Outcome> {
  const { usher, db, campaign } = options;
  const { code } = asked;
  const place = async (): Promise<LivePlace | undefined> =>
    'by' in act ? livePlaceOf(db, campaign, act.by as SubjectId) : undefined;
  switch (act.do) {
    case 'share':
      return usher.share({ code, via: act.via, share: act.share });
    case 'redeem':
    case 'reserve':
      return useCode(options, act, asked);
    case 'confirm':
    case 'release':
      return usher[act.do]({ redemption: (await place())?.redemption ?? 'none' });
    case 'milestone': {
      const { by: invitee, reached: milestone, purchase: purchaseAmountMinor } = act;
      return usher.milestone({ campaign, invitee, milestone, ...defined({ purchaseAmountMinor }) });
    }
    case 'verify':
      assert(options.checked !== undefined, 'there is a verifier');
      return options.checked(code, act);
    case 'decide': {
      const review = (await place())?.review;
      assert(typeof review === 'string', `${act.by} has no open review`);
      return usher.decideReview({ review, decision: act.decision, ...by });
    }
    case 'reset':
    case 'freeze':
    case 'unfreeze':
    case 'revoke':
      return usher[act.do]({ code, actor: by.actor, reason: act.reason });
    case 'issue':
    case 'open':
    case 'openStream':
    case 'closeStream':
    case 'wait':
      throw new Error(`${act.do} is no command`);
  }
}

type Use = Act & { readonly do: 'redeem' | 'reserve' };

/** A redemption or a reservation, with what the story has entered and agreed to. */
async function useCode(
  { usher, db, campaign, passwordOf }: LiveStageOptions,
  act: Use,
  { code, phone: holderPhone }: Asked,
): Promise<Outcome> {
  const { channel, existingCustomer, region, phone, agoMs, read: way } = act;
  const now =
    agoMs === undefined ? undefined : await campaignNow(db, campaign, instant(Date.now()));
  const known = defined({
    ...{ channel, existingCustomer, region },
    happenedAt: now && plus(now, -(agoMs ?? 0)),
    inviterPhone: act.inviterPhone === 'wrong' ? otherPhone : act.inviterPhone && holderPhone,
  });
  const typed = way === undefined ? code : await readBack(usher, { code, campaign, read: way });
  const call = { code: typed, invitee: act.by, ...known };
  const refused = await agree(usher, { code, act });
  if (refused !== undefined) return refused;
  if (act.authenticated === true) {
    const dynamicCode = await dynamicCodeOf(usher, { code, campaign, holder: act.of });
    return usher[act.do]({ ...call, dynamicCode });
  }
  if (phone === undefined) return usher[act.do](call);
  const sent = await usher.sendPassword({ campaign, code, phone, operation: act.do });
  if (!sent.ok) return sent;
  const password = await passwordOf?.(phone);
  return usher[act.do]({ ...call, account: { phone }, ...defined({ password }) });
}

/** Has somebody agree to the use of where they are, if the story says so; what was said if that is refused. */
async function agree(
  usher: Usher,
  { code, act }: { readonly code: CodeInput; readonly act: Use },
): Promise<Rejection | undefined> {
  const { agrees: text, region, by: invitee } = act;
  if (text === undefined || region === undefined) return undefined;
  const location = { latitude: 52.52, longitude: 13.405 };
  const given = await usher.consent({ code, invitee, region, text, location });
  return given.ok ? undefined : given;
}

/** The fields that were said. */
function defined<Fields extends object>(
  fields: Fields,
): {
  [Name in keyof Fields]?: NonNullable<Fields[Name]>;
} {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as ReturnType<typeof defined<Fields>>;
}

/** Reads once everything that is due has been delivered. */
async function read({ db, campaign }: LiveStageOptions): Promise<StoryState> {
  const until = Date.now() + deliveryMs;
  while ((await undelivered(db, campaign)) > 0 && Date.now() < until) await sleep(100);
  return summarise(await campaignReport(db, campaign));
}

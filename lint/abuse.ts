import type { RewardTerms, Terms } from '../domain/campaign/terms.ts';
import { money, paysCash } from './figures.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { asIs, say, type Said } from '../lang/say.ts';

export const abuseFindings = {
  EXTENSION_WITHOUT_CAP: {
    severity: 'warning',
    title: 'a code that shares, renewals or resets keep alive earns without a cap',
    why: 'The longer such a code lives, the more it pays, and its holder decides how long it lives. Only the budget ends it, for everybody at once.',
    example:
      'validity: { extension: { by: 6h, upTo: 72h } }\nrewards:\n  - { template: points, amount: "20" }',
    remedy:
      'Add `perCode`, `perLineage` or `perPerson` to `caps`, `usesMax` to `redemption`, or a limit of a code, a lineage or a person over the whole campaign.',
  },
  EXTENSION_FARMED: {
    severity: 'warning',
    title: 'shares that nobody has opened lengthen the life of a code that pays cash',
    why: 'With `share-reported` a service only says that somebody pressed a button. A script presses it as often as it likes, and the code lives to `upTo` without a single reader.',
    example: 'validity: { extension: { on: share-reported, by: 6h, upTo: 72h } }',
    remedy: 'Use `share-opened`, or `share-opened-by-new`.',
  },
  REWARD_FOR_REDEEMING: {
    severity: 'warning',
    title: 'cash is paid for redeeming alone',
    why: 'Whoever has two accounts invites himself: nothing has to be proved and nothing is bought. Cash should wait for a milestone that costs more than it pays, such as a verified name or a purchase.',
    example: 'rewards:\n  - { template: cash, to: inviter, when: { invitee: [redeemed] } }',
    remedy: 'Let `when.invitee` ask for a milestone that your service reports.',
  },
  RISK_POLICY_NONE: {
    severity: 'warning',
    title: 'a campaign that pays cash has no risk policy',
    why: 'Policy `none` has no rules: nobody is asked for a verification after many invitations, and no network is frozen after many requests.',
    example: 'rewards:\n  - { template: cash }\nrisk: { policy: none }',
    remedy: 'Use `policy: default`, or one of your own.',
  },
} as const satisfies FindingTexts;

type TellAbuse = Tell<typeof abuseFindings>;

/** Whether it costs an attacker more than it brings. */
export function checkAbuse(terms: Terms, tell: TellAbuse): void {
  const { validity, risk } = terms;
  if (validity.extension?.on === 'share-reported' && paysCash(terms)) {
    tell({
      id: 'EXTENSION_FARMED',
      path: ['spec', 'validity', 'extension', 'on'],
      message: say`a script can report shares until the code lives as long as it may`,
      suggestion: say`share-opened, or share-opened-by-new`,
    });
  }
  if (risk.policy === 'none' && paysCash(terms)) {
    tell({
      id: 'RISK_POLICY_NONE',
      path: ['spec', 'risk', 'policy'],
      message: say`policy none has no rules, and this campaign pays cash`,
      suggestion: asIs('policy: default'),
    });
  }
  for (const [index, reward] of terms.rewards.entries()) {
    checkBound(terms, reward, index, tell);
    const { kind, when } = reward;
    if (kind !== 'cash' || when.milestones.some((milestone) => milestone !== 'redeemed')) continue;
    tell({
      id: 'REWARD_FOR_REDEEMING',
      path: ['spec', 'rewards', index, 'when', 'invitee'],
      message: say`one person with two accounts earns this by inviting himself`,
      suggestion: say`a milestone that your service reports, such as real-name-verified`,
    });
  }
}

function checkBound(terms: Terms, reward: RewardTerms, index: number, tell: TellAbuse): void {
  const keeper = keeperOf(terms.validity);
  // Cash without a cap is said by the compiler.
  if (keeper === undefined || reward.kind === 'cash' || isBounded(terms, reward)) return;
  const { schedule } = reward;
  const amount = schedule.kind === 'each' ? money(schedule.minor, reward) : say`something`;
  tell({
    id: 'EXTENSION_WITHOUT_CAP',
    path: ['spec', 'rewards', index, 'caps'],
    message: say`${keeper} keep the code alive, and each invitee brings ${amount} without a cap`,
    suggestion: say`caps with perCode, perLineage or perPerson`,
  });
}

/** By what a code lives on. */
function keeperOf({ extension, renewal, reset }: Terms['validity']): Said | undefined {
  if (extension !== null) return say`shares`;
  if (renewal !== undefined) return say`renewals`;
  return reset === null ? undefined : say`resets`;
}

/** Whether something ends what a code earns, however long it lives. A limit of a day begins anew each day. */
function isBounded({ redemption, limits = [] }: Terms, reward: RewardTerms): boolean {
  const { asset, caps, limits: own = [], schedule } = reward;
  const shared = limits.filter((limit) => limit.asset === null || limit.asset === asset);
  return (
    caps.length > 0 ||
    redemption.usesMax !== null ||
    ['ladder', 'purchase-ladder', 'random'].includes(schedule.kind) ||
    [...own, ...shared].some(
      ({ of, every, review }) => of.kind === 'scope' && every === null && review === undefined,
    )
  );
}

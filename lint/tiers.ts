import type { PurchaseLadder, RewardTerms, Scope, Step, Terms } from '../domain/campaign/terms.ts';
import { inviteesOf } from '../domain/campaign/worst-case.ts';
import type { Path } from '../compile/diagnostic.ts';
import { generationsOf, money } from './figures.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { say, type Said } from '../lang/say.ts';
import { emptyBands } from './purchase-bands.ts';
import { sayNumber } from './say-number.ts';
import { pursesOf, scopeWords, spend } from './purses.ts';

export const tierFindings = {
  TIER_UNREACHABLE: {
    severity: 'warning',
    title: 'a step, a band or a decay begins beyond what can be reached',
    why: 'People are told of a reward that nobody can earn: a code takes fewer redemptions than the step asks for, or a cap, a limit or the budget is used up by the steps before or by other rewards, or no purchase that counts falls into a band. It reads as a promise that was not meant.',
    example:
      'redemption: { usesMax: 5 }\nrewards:\n  - ladder: { over: code, steps: [{ invitees: 10, amount: "30" }] }',
    remedy:
      'Lower the number of invitees, raise the bound that the message names, or leave it out.',
  },
  BANDS_BEGIN_LATE: {
    severity: 'warning',
    title: 'the first invitees fall before the first band and earn nothing',
    why: 'A band begins at its number of invitees. What lies before the first one is a gap: those invitees are worth nothing, which is seldom meant; a reward that begins late is a ladder.',
    example: 'bands:\n  bands: [{ invitees: 3, amount: "1.00" }]',
    remedy: 'Begin the first band at 1, or use `ladder`.',
  },
  TIER_WITHOUT_EFFECT: {
    severity: 'warning',
    title: 'a band pays what the band before pays',
    why: 'Two bands of one amount are one band. Somebody meant to write another amount.',
    example: 'bands:\n  bands: [{ invitees: 1, amount: "1.00" }, { invitees: 5, amount: "1.00" }]',
    remedy: 'Change one of the two amounts, or leave the later band out.',
  },
  TIER_FALLS: {
    severity: 'info',
    title: 'a later step of a ladder pays less than an earlier one',
    why: 'Ladders usually rise. One that falls may be meant, and then `decay` says it better; it also pays people to split into two accounts.',
    example: 'ladder:\n  steps: [{ invitees: 3, amount: "30" }, { invitees: 6, amount: "10" }]',
    remedy: 'Sort the amounts, or use `decay`.',
  },
  REWARD_DOUBLED: {
    severity: 'warning',
    title: 'two rewards pay the same side the same thing for the same milestones',
    why: 'Both are granted. That is right where a ladder tops up an amount, and costly where the second was meant to replace the first.',
    example:
      'rewards:\n  - { id: a, to: inviter, when: { invitee: [registered] }, amount: "1.00" }\n  - { id: b, to: inviter, when: { invitee: [registered] }, amount: "2.00" }',
    remedy: 'Take one of them out, or give them conditions that exclude each other.',
  },
} as const satisfies FindingTexts;

type TellTiers = Tell<typeof tierFindings>;

/** Whether every step of every reward can be reached, and says something of its own. */
export function checkTiers(terms: Terms, tell: TellTiers): void {
  for (const [index, reward] of terms.rewards.entries()) {
    checkReward(terms, reward, ['spec', 'rewards', index], tell);
    checkDoubled(terms, index, tell);
  }
}

function checkReward(terms: Terms, reward: RewardTerms, path: Path, tell: TellTiers): void {
  const { schedule } = reward;
  switch (schedule.kind) {
    case 'each':
    case 'percent':
    case 'random':
      return;
    case 'purchase-ladder': {
      const at = [...path, 'ladder', 'steps'];
      checkPurchases(terms, reward, schedule, { path: at, tell });
      checkFalls(reward, schedule.steps, at, tell);
      return;
    }
    case 'purchase-bands': {
      const at = [...path, 'bands', 'bands'];
      for (const band of emptyBands(terms, reward, schedule, at)) {
        tell({ id: 'TIER_UNREACHABLE', ...band });
      }
      checkSame(reward, schedule.bands, at, tell);
      return;
    }
    case 'decay':
      checkCount(
        terms,
        schedule,
        { path: [...path, 'decay', 'every'], invitees: schedule.every },
        tell,
      );
      return;
    case 'ladder':
      checkSteps(terms, reward, [...path, 'ladder', 'steps'], tell);
      checkFalls(reward, schedule.steps, [...path, 'ladder', 'steps'], tell);
      return;
    case 'bands':
      checkSteps(terms, reward, [...path, 'bands', 'bands'], tell);
      checkBands(reward, schedule.bands, [...path, 'bands', 'bands'], tell);
  }
}

function checkSteps(terms: Terms, reward: RewardTerms, path: Path, tell: TellTiers): void {
  const { schedule } = reward;
  if (schedule.kind !== 'ladder' && schedule.kind !== 'bands') return;
  const steps = schedule.kind === 'ladder' ? schedule.steps : schedule.bands;
  const purses = pursesOf(terms, reward, schedule.over);
  for (const [index, step] of steps.entries()) {
    const at = { path: [...path, index, 'invitees'], invitees: step.invitees };
    if (!checkCount(terms, schedule, at, tell)) continue;
    const next = steps[index + 1]?.invitees ?? Number.POSITIVE_INFINITY;
    const times = schedule.kind === 'ladder' ? 1 : next - step.invitees;
    const empty = spend(purses, reward, { minor: step.minor, times, invitees: step.invitees });
    if (empty === undefined) continue;
    tell({
      id: 'TIER_UNREACHABLE',
      path: [...path, index, 'amount'],
      message: say`${money(step.minor, reward)} at ${sayNumber(step.invitees, 'invitee')} is never paid: what comes before uses up ${empty}`,
      suggestion: say`a higher bound, smaller amounts before it, or no such step`,
    });
  }
}

/** Whether so many invitees can come at all. */
function checkCount(
  terms: Terms,
  { over }: { readonly over: Scope },
  at: { readonly path: Path; readonly invitees: number },
  tell: TellTiers,
): boolean {
  const { usesMax } = terms.redemption;
  if (usesMax === null) return true;
  // Of a lineage the file says how many codes it has; a person has one after the other.
  const most =
    over === 'lineage' ? usesMax * generationsOf(terms) : (inviteesOf(terms, over) ?? Infinity);
  if (at.invitees <= most) return true;
  tell({
    id: 'TIER_UNREACHABLE',
    path: at.path,
    message: sayTooFew(over, at.invitees, most),
    suggestion: say`at most ${most}, or a higher usesMax`,
  });
  return false;
}

function sayTooFew(over: Scope, wanted: number, most: number): Said {
  const invitees = sayNumber(wanted, 'invitee');
  const redemptions = sayNumber(most, 'redemption');
  switch (over) {
    case 'person':
      return say`${invitees} never come: the codes of a person take ${redemptions} at most`;
    case 'campaign':
      return say`${invitees} never come: all codes that follow each other in the campaign take ${redemptions} at most`;
    default:
      return say`${invitees} never come: a ${scopeWords[over]} takes ${redemptions} at most`;
  }
}

/** Sums have no bound, so that only what is paid before can make a step unreachable. */
function checkPurchases(
  terms: Terms,
  reward: RewardTerms,
  { over, of, steps }: PurchaseLadder,
  { path, tell }: { readonly path: Path; readonly tell: TellTiers },
): void {
  const purses = pursesOf(terms, reward, over);
  for (const [index, { purchases, minor }] of steps.entries()) {
    const empty = spend(purses, reward, { minor, times: 1, invitees: 1 });
    if (empty === undefined) continue;
    tell({
      id: 'TIER_UNREACHABLE',
      path: [...path, index, 'amount'],
      message: say`${money(minor, reward)} at purchases of ${money(purchases, of)} is never paid: what comes before uses up ${empty}`,
      suggestion: say`a higher bound, smaller amounts before it, or no such step`,
    });
  }
}

function checkFalls(
  reward: RewardTerms,
  steps: readonly Pick<Step, 'minor'>[],
  path: Path,
  tell: TellTiers,
): void {
  for (const [index, { minor }] of steps.entries()) {
    const before = steps[index - 1];
    if (before === undefined || minor >= before.minor) continue;
    tell({
      id: 'TIER_FALLS',
      path: [...path, index, 'amount'],
      message: say`${money(minor, reward)} comes after ${money(before.minor, reward)}`,
      suggestion: say`amounts that rise, or decay in place of ladder`,
    });
  }
}

function checkBands(
  reward: RewardTerms,
  bands: readonly Step[],
  path: Path,
  tell: TellTiers,
): void {
  const [first] = bands;
  if (first !== undefined && first.invitees > 1) {
    tell({
      id: 'BANDS_BEGIN_LATE',
      path: [...path, 0, 'invitees'],
      message:
        first.invitees === 2
          ? say`invitee 1 earns nothing`
          : say`invitees 1 to ${first.invitees - 1} earn nothing`,
      suggestion: say`1, or ladder in place of bands`,
    });
  }
  checkSame(reward, bands, path, tell);
}

function checkSame(
  reward: RewardTerms,
  bands: readonly Pick<Step, 'minor'>[],
  path: Path,
  tell: TellTiers,
): void {
  for (const [index, { minor }] of bands.entries()) {
    if (bands[index - 1]?.minor !== minor) continue;
    tell({
      id: 'TIER_WITHOUT_EFFECT',
      path: [...path, index, 'amount'],
      message: say`the band before pays ${money(minor, reward)} as well`,
      suggestion: say`another amount, or no such band`,
    });
  }
}

/** Ladders beside an amount top it up; two of one kind are probably one too many. */
function checkDoubled({ rewards }: Terms, index: number, tell: TellTiers): void {
  const reward = rewards[index];
  if (reward === undefined) return;
  const twin = rewards.slice(0, index).find((earlier) => signature(earlier) === signature(reward));
  if (twin === undefined) return;
  tell({
    id: 'REWARD_DOUBLED',
    path: ['spec', 'rewards', index, 'id'],
    message: say`reward "${reward.id}" is granted whenever "${twin.id}" is`,
    suggestion: say`one of the two, or other milestones or conditions`,
  });
}

function signature({ asset, to, level = 1, when, schedule }: RewardTerms): string {
  const { milestones, inOrder, condition } = when;
  const wanted = milestones.map((one) => JSON.stringify(one));
  if (inOrder !== true) wanted.sort();
  return JSON.stringify([asset, to, level, wanted, inOrder, condition, schedule.kind]);
}

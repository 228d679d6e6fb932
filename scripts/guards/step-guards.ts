import type { Guard } from './guard.ts';

/** Steps of ladders that several codes count together. */
export const stepGuards: readonly Guard[] = [
  {
    name: 'a step that stands is kept',
    keeps:
      'A step that stands through another code is not given a second time, whatever the terms of this code say.',
    take: {
      file: 'rules/decide/overhang.ts',
      text: 'return to.filter((side) => kept.every((one) => one.side !== side));',
      instead:
        'return to.filter((side) => kept.every((one) => one.side !== side) || kept.length > 0);',
    },
    test: {
      file: 'test/store/overhangs.test.ts',
      name: 'fifty at once through ten codes cancel, redeem and sweep, and the steps over the campaign are those of who is left',
    },
    says: 'reward_step',
  },
  {
    name: 'a step falls only while its ladder is below it',
    keeps: 'A sweep that comes late takes nothing that others have reached again meanwhile.',
    take: {
      file: 'rules/decide/overhang.ts',
      text: 'one.ladder?.key === key && stepOf(one.ladder) > draft.used(key)',
      instead: 'one.ladder?.key === key && stepOf(one.ladder) > 0 * draft.used(key)',
    },
    test: {
      file: 'test/store/overhangs.test.ts',
      name: 'a step that came through another code is kept by whoever reaches it before it is taken back',
    },
    says: 'to match object',
  },
  {
    name: 'a cancellation leaves word to other codes',
    keeps: 'A step that came through another code does not stand for good above its ladder.',
    take: {
      file: 'rules/decide/overhang.ts',
      text: 'stepOf(ladder) <= draft.used(key)) continue;',
      instead: 'stepOf(ladder) > draft.used(key)) continue;',
    },
    test: {
      file: 'test/store/overhangs.test.ts',
      name: 'a step that came through another code is taken back after a cancellation, once, and given again',
    },
    says: 'to deeply equal []',
  },
  {
    name: 'a reopened invitee takes no step from another',
    keeps:
      'A step that somebody reached meanwhile, through whichever code, does not come back with a reopening.',
    take: {
      file: 'rules/decide/restore.ts',
      text: 'isPassed && !hasStep(draft, side, ladder)',
      instead: 'isPassed && (isPassed || hasStep(draft, side, ladder))',
    },
    test: {
      file: 'test/store/reopened-steps.test.ts',
      name: 'a reopened invitee has their step again, unless it was reached through another code',
    },
    says: 'reward_step',
  },
  {
    name: 'a refund of what a ladder never counted leaves it as it is',
    keeps: 'A ladder goes down by no purchase that it has never counted.',
    take: {
      file: 'rules/decide/cancel.ts',
      text: 'Math.max(0, minor - besideOf(one))',
      instead: 'minor',
    },
    test: {
      file: 'test/store/refunds.test.ts',
      name: 'a refund of what a ladder never counted takes nothing off it, however much at once',
    },
    says: 'to match object',
  },
  {
    name: 'a purchase is kept that nothing waits for, until what waits beside it is earned',
    keeps: 'A refund of it lowers no percentage and no band of another purchase.',
    take: {
      file: 'rules/decide/with-report.ts',
      text: 'isReached(reward.when, row) ? own.slice(-1) : own',
      instead: 'own.slice(-1)',
    },
    test: {
      file: 'test/rules/refunds.test.ts',
      name: 'a refund before the rest is reached comes off an earlier purchase that is too small for a percentage',
    },
    says: 'to match object { left: 1099 }',
  },
];

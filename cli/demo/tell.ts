import pc from 'picocolors';
import type { Outcome, RewardResult } from '../../domain/code/outcome.ts';
import { formatMoney, type Asset } from '../../domain/money.ts';
import { formatDuration } from '../../domain/time.ts';
import type { Step, StoryState } from './story.ts';

/** One line of the account: what somebody did and what came of it. */
export function tellStep(step: Step, outcome: Outcome | undefined): string {
  const what = sentence(step).padEnd(46);
  const remark = step.say === undefined ? '' : pc.dim(` (${step.say})`);
  return `  ${what} ${cameOf(outcome)}${remark}`;
}

/** What a story came to: codes, what people received, what is still held. */
export function tellState(state: StoryState): readonly string[] {
  const codes = Object.entries(state.codes).map(([code, status]) => `${code} ${status}`);
  const received = Object.entries(state.received).map(
    ([person, amounts]) => `${person} ${amountsInWords(amounts)}`,
  );
  const held = amountsInWords(state.held);
  const messages = Object.entries(state.messages).map(
    ([name, count]) => `${String(count)} ${name}`,
  );
  return [
    `  codes     ${codes.join(', ')}`,
    `  received  ${received.join('; ') || 'nothing'}`,
    ...(held === '' ? [] : [`  held      ${held}`]),
    `  messages  ${messages.join(', ') || 'none'}`,
  ];
}

function amountsInWords(amounts: Readonly<Record<string, number>>): string {
  return Object.entries(amounts)
    .map(([asset, minor]) => formatMoney(minor, asset as Asset))
    .join(', ');
}

function sentence(step: Step): string {
  switch (step.do) {
    case 'issue':
      return `${step.of} gets a code${step.channel === undefined ? '' : ` for ${step.channel}`}`;
    case 'open':
      return `${step.by} opens ${step.of}'s share ${step.share}`;
    case 'share':
      return `${step.of} passes the code on (${step.via.replace('share-', '')})`;
    case 'redeem':
      return `${step.by} redeems ${step.of}'s code`;
    case 'reserve':
      return `${step.by} reserves ${step.of}'s code`;
    case 'confirm':
      return `${step.by}'s reservation is confirmed`;
    case 'release':
      return `${step.by}'s reservation is released`;
    case 'milestone':
      return `${step.by} reaches "${step.reached}"`;
    case 'verify':
      return `the verifier checks ${step.by ?? step.of} (${step.check}): ${step.result ?? 'passed'}`;
    case 'decide':
      return `operations ${step.decision} ${step.by}'s redemption`;
    case 'reset':
      return `an administrator resets ${step.of}'s code`;
    case 'freeze':
      return `operations freeze ${step.of}'s code`;
    case 'unfreeze':
      return `operations unfreeze ${step.of}'s code`;
    case 'revoke':
      return `operations revoke ${step.of}'s code`;
    case 'openStream':
      return `${step.by} goes live`;
    case 'closeStream':
      return `${step.by}'s stream ends`;
    case 'wait':
      return pc.cyan(`… ${step.for} pass`);
  }
}

function cameOf(outcome: Outcome | undefined): string {
  if (outcome === undefined) return '';
  if (!outcome.ok) return pc.yellow(`${outcome.code}: ${outcome.message}`);
  const words = [
    ...(outcome.redemptionState === undefined ? [] : [outcome.redemptionState]),
    ...(outcome.extendedByMs === undefined || outcome.extendedByMs === 0
      ? []
      : [`+${formatDuration(outcome.extendedByMs)}`]),
    ...(outcome.forwardedTo === undefined ? [] : ['answered by the successor']),
    ...(outcome.rewards ?? []).map(rewardInWords),
  ];
  return pc.green(words.join(', ') || 'ok');
}

function rewardInWords(reward: RewardResult): string {
  if (!reward.granted) {
    const why = reward.cap === undefined ? '' : ` (${reward.cap})`;
    return pc.yellow(`no ${reward.reward}: ${reward.reason}${why}`);
  }
  return `${formatMoney(reward.minor, reward.asset)} to the ${reward.side}, ${reward.state}`;
}

import { stringify } from 'yaml';

import type { Language } from '../../lang/say.ts';
import type { Plan } from './plan.ts';
import { schemaName } from './schema-name.ts';

/** The campaign, in long form: that is where editors complete best. */
export function campaignText(plan: Plan, language: Language): string {
  const { platform, scenario, reward } = plan;
  return `# yaml-language-server: $schema=./${schemaName('campaign', language)}
apiVersion: usher/v1
kind: Campaign
metadata:
  id: ${scalar(plan.id)}
  title: ${scalar(plan.title)}
  owner: ${scalar(plan.owner)}
spec:
  platform: ${plan.platformName}
  purpose: ${scenario.purpose}
  period:
    starts: on-publish
    lasts: ${scenario.lasts}
    timeZone: ${plan.timeZone}
  code:
    generation: ${platform.generation ?? scenario.generation}
${line(4, platform.givenOut && `givenOut: ${platform.givenOut}`)}    format:${under(6, platform.format ?? scenario.format)}${under(4, scenario.code)}
  validity:${under(4, platform.validity ?? scenario.validity)}${under(2, platform.spec ?? '')}
  attribution:${under(4, scenario.attribution)}
  milestones: ${list(scenario.milestones)}
  rewards:
    - id: ${reward.id}
      template: ${reward.template}
      to: inviter
      when:
        invitee: ${list(scenario.milestones)}
      amount: "${reward.amount}" # for every friend who has reached all of them
${line(6, reward.names)}${line(6, pays(plan) ? whyTwoAccountsCost : undefined)}      caps:
        perPerson: "${reward.perPerson}"
        ${reward.totalCap}: "${reward.budget}"
  budget:
    ${scalar(reward.asset)}: "${reward.budget}"
  risk:
    policy: default
`;
}

/** Whether a second account pays: the cap on a person is reached by a first one. */
function pays({ platform, scenario, reward }: Plan): boolean {
  const isOneFriend = platform.usedOnce === true && scenario.oneCode === true;
  return reward.template === 'cash' && !isOneFriend;
}

const whyTwoAccountsCost =
  '# usher-ignore CAP_ESCAPED: an inviter whose account is not bound is asked for a face';

/** A text as YAML writes it on one line, in quotes where it would otherwise be something else. */
function scalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd();
}

function list(words: readonly string[]): string {
  return `[${words.join(', ')}]`;
}

/** A line of its own, or nothing. */
function line(spaces: number, text: string | undefined): string {
  return text === undefined ? '' : `${' '.repeat(spaces)}${text}\n`;
}

function under(spaces: number, block: string): string {
  return block.replaceAll('\n', `\n${' '.repeat(spaces)}`);
}

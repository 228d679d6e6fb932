import { say, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import type { Plan } from './plan.ts';
import { schemaName } from './schema-name.ts';

/** The campaign's first tests: what is paid for one friend, and what is never paid. */
export function testText({ id, scenario, reward }: Plan, language: Language): string {
  const amount = `${reward.amount} ${reward.asset}`;
  const name = (said: Said): string => textOf(said, language);
  const before = scenario.milestones.slice(0, -1);
  const last = scenario.milestones.at(-1) ?? '';
  const paid = reward.then === 'paid' ? `paid: { ann: "${amount}" }` : `held: "${amount}"`;
  const first = before.map(
    (milestone) => `      - { do: milestone, by: bob, reached: ${milestone}, earns: {} }\n`,
  );
  return `# yaml-language-server: $schema=./${schemaName('campaign-test', language)}
apiVersion: usher/v1
kind: CampaignTest
campaign: ${id}.yaml
now: 2027-01-06T10:00:00Z # a Wednesday: no batch is due
people:
  ann: {}
  bob: {}

tests:
  - name: ${name(say`a friend who has reached everything earns the inviter ${amount}`)}
    steps:
      - { at: +0s, do: issue, of: ann }
      - { do: redeem, of: ann, by: bob }
${first.join('')}      - do: milestone
        by: bob
        reached: ${last}
        earns: { ${reward.id}: "${amount}" }
    then:
      ${paid}

  - name: ${name(say`nobody earns by inviting themselves`)}
    steps:
      - { at: +0s, do: issue, of: ann }
      - { do: redeem, of: ann, by: ann, expect: SELF_INVITE }
    then:
      paid: {}

  - name: ${name(say`what has not been redeemed earns nothing`)}
    steps:
      - { at: +0s, do: issue, of: ann }
      - { do: milestone, by: bob, reached: ${last}, expect: NOT_REDEEMED }
    then:
      paid: {}
`;
}

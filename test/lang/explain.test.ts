import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { describeExplanation } from '../../cli/explain/describe.ts';
import { situationOf, type SituationText } from '../../cli/explain/read-situation.ts';
import { explain } from '../../compare/explain/explain.ts';
import { nearestOthers } from '../../compare/explain/nearest.ts';
import { compileCampaign } from '../../compile/campaign.ts';
import { compilePolicy } from '../../compile/policy.ts';
import { assert } from '../../domain/assert.ts';
import { instant } from '../../domain/time.ts';
import type { Language } from '../../lang/say.ts';

const policy = compilePolicy(readFileSync('rules/policies/default.yaml', 'utf8'));
const now = instant(Date.parse('2026-11-23T10:00:00+08:00'));

async function toldOf(campaign: string, text: SituationText, language: Language): Promise<string> {
  const compiled = compileCampaign(readFileSync(`campaigns/${campaign}.yaml`, 'utf8'));
  assert(compiled.ok && policy.ok, 'shipped files compile');
  const { terms } = compiled;
  const deciding = { terms, policy: policy.policy };
  const situation = situationOf(text, terms, now);
  const explanation = await explain(deciding, situation);
  const nearest = await nearestOthers(deciding, situation, explanation);
  return describeExplanation({ terms, situation, explanation, nearest }, language);
}

test.each([
  ['registration', 'many', { invitationsToday: 6 }],
  ['first-purchase', 'small', { milestones: ['first-purchase'], purchase: '49.00' }],
  ['registration', 'reached', { milestones: ['registered', 'real-name-verified'] }],
] as const)('%s with %s, explained in Chinese', async (campaign, name, text) => {
  const told = await toldOf(campaign, text, 'zh');
  await expect(`${told}\n`).toMatchFileSnapshot(`cases/explain-${campaign}-${name}.zh.txt`);
});

test.each([
  ['coupon', 'the one-time password is right', '一次性口令正确'],
  ['device-login', 'the dynamic code is right', '动态码正确'],
  ['cross-border', 'has agreed to the use of their location', '已同意使用其位置信息'],
  ['livestream', 'a streamer who is live', '正在直播的主播'],
])('%s: what is taken for granted is said, in English and Chinese', async (campaign, en, zh) => {
  const [english, chinese] = await Promise.all(
    (['en', 'zh'] as const).map((language) => toldOf(campaign, {}, language)),
  );
  expect(english).toMatch(new RegExp(`^Taken for granted: .*${en}.*[.]$`, 'm'));
  expect(chinese).toMatch(new RegExp(`^默认前提：.*${zh}.*。$`, 'm'));
});

test('what a reward waits for is said in English and Chinese', async () => {
  expect(await toldOf('livestream', {}, 'en')).toContain(
    'tip-share: waits for tip (of at least 5.00 CNY, within 6h after redeeming)\n',
  );
  expect(await toldOf('livestream', {}, 'zh')).toContain(
    'tip-share：等待 tip（至少 5.00 CNY，兑换后 6h 内）\n',
  );
});

test('a limit about which a person is asked is named, with the reward that it holds back', async () => {
  const file = 'test/compile/cases/ok-limits-with-reviews/campaign.yaml';
  const text = readFileSync(file, 'utf8').replace('times: 9, beyond: refuse', 'times: 1, ASKED');
  const asked = 'beyond: review, within: 2h, otherwise: approve';
  const compiled = compileCampaign(text.replace('ASKED', asked));
  assert(compiled.ok && policy.ok, 'the case compiles');
  const { terms } = compiled;
  const situation = situationOf({ inviteesBefore: 1 }, terms, now);
  const explanation = await explain({ terms, policy: policy.policy }, situation);
  const told = describeExplanation({ terms, situation, explanation, nearest: [] });
  expect(told).toContain('the redemption is sent to review');
  expect(told).toContain(
    'welcome: a person is asked first, since it would go beyond 1 reward a code',
  );
});

test.each([
  [{ inviteesBefore: 0 }, 'invitee number 1 earns nothing by it; number 3 is the next who does'],
  [{ inviteesBefore: 3 }, 'invitee number 4 earns nothing by it; number 6 is the next who does'],
  [{ inviteesBefore: 0, existingCustomer: true }, 'this invitee earns nothing by it'],
])('with %j it is said who is the next at a step', async (text, why) => {
  const milestones = ['registered'];
  expect(await toldOf('privilege', { ...text, milestones }, 'en')).toContain(`: ${why}`);
});

import { afterAll, beforeAll, expect, test } from 'vitest';

import { shippedDigest, shippedList } from '../../domain/content/shipped.ts';
import { latestWording } from '../../store/content/wordings.ts';
import { publishWords } from '../../store/content/word-lists.ts';
import { createScreens } from '../../store/content/screens.ts';
import { openWording } from '../../store/keys/wording.ts';
import { query } from '../../store/query.ts';
import { workflowId } from '../../workflows/messages.ts';
import { termsLike } from '../support/terms.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { createService, somebody, type Service } from './service.ts';

let service: Service;
const campaign = 'registration';
const bad = '跟我来，躺 賺！';
const clean = '一起来学习吧，各得一张券。';

beforeAll(async () => {
  service = await createService();
  await service.stage.publish(termsLike());
});

afterAll(async () => {
  await service.close();
});

async function issued(wording: string) {
  const code = await service.usher.issue({ campaign, holder: somebody(), wording });
  if (!code.ok) throw new Error(code.message);
  return code;
}

async function redeem(code: string): Promise<string> {
  const outcome = await service.usher.redeem({ code, invitee: somebody() });
  return outcome.ok ? outcome.status : outcome.code;
}

test('a code of unfit wording is pending, refuses, is revised, and is redeemed', async () => {
  const { usher } = service;
  const code = await issued(bad);
  expect(code).toMatchObject({ status: 'pending' });
  expect(code.findings).toEqual([{ start: 4, end: 7, category: 'sensitive' }]);
  expect(await redeem(code.value)).toBe('CODE_PENDING');
  expect(await usher.reviseWording({ code: code.value, wording: 'c@sino 8' })).toMatchObject({
    ...{ ok: true, status: 'pending' },
    findings: [{ start: 0, end: 6, category: 'sensitive' }],
  });
  expect(await redeem(code.value)).toBe('CODE_PENDING');
  const revised = await usher.reviseWording({ code: code.value, wording: clean });
  expect(revised).toMatchObject({ ok: true, status: 'active' });
  expect(revised).not.toHaveProperty('findings');
  expect(await redeem(code.value)).toBe('active');
  expect(await usher.reviseWording({ code: code.value, wording: bad })).toMatchObject({
    status: 'pending',
  });
  expect(await redeem(code.value)).toBe('CODE_PENDING');
});

test('a code of fit wording, or of none, is active', async () => {
  expect(await issued(clean)).toMatchObject({ status: 'active' });
  expect(await service.issue(campaign, somebody())).toMatchObject({ status: 'active' });
});

test('a revision that is sent again is answered as before, and another under its id is not', async () => {
  const { usher } = service;
  const { value: code } = await issued(clean);
  const once = { code, opId: `revision-${somebody()}` };
  const first = await usher.reviseWording({ ...once, wording: bad });
  await usher.reviseWording({ code, wording: clean });
  expect(await usher.reviseWording({ ...once, wording: bad })).toEqual(first);
  expect(await usher.reviseWording({ ...once, wording: clean })).toMatchObject({
    code: 'OPERATION_REUSED',
  });
  expect(await redeem(code)).toBe('active');
});

test.each(['', 'a\u0007b', 'x'.repeat(1001)])(
  'what is no wording is malformed: %j',
  async (wording) => {
    const { usher } = service;
    const malformed = {
      ok: false,
      code: 'INVALID_COMMAND',
      message: expect.stringContaining('wording') as string,
    };
    expect(await usher.issue({ campaign, holder: somebody(), wording })).toMatchObject(malformed);
    const { value: code } = await issued(clean);
    expect(await usher.reviseWording({ code, wording })).toMatchObject(malformed);
  },
);

test('the text is kept sealed, with what was found by which list, and is in no history', async () => {
  const { usher, stage } = service;
  const { code, value } = await issued('Meet me at the casino, 13800138000');
  const wording = 'Call 13800138000 for easy money';
  await usher.reviseWording({ code: value, wording });
  const kept = await latestWording(stage.pool, code);
  expect(kept).toMatchObject({ hits: 1, words: shippedDigest });
  expect(kept?.findings).toEqual([
    { word: 'easy money', category: 'sensitive', severity: 'hold', start: 21, end: 31 },
  ]);
  expect(openWording(stage.keys, kept?.sealed ?? '')).toBe(wording);
  const handle = stage.client.workflow.getHandle(workflowId(campaign as CampaignId, code));
  const { events } = await handle.fetchHistory();
  expect(JSON.stringify(events)).not.toContain(
    Buffer.from('13800138000').toString('base64').slice(0, 12),
  );
  const rows = await query<{ row: string }>(
    stage.pool,
    `SELECT o.outcome::text || w.sealed || w.findings::text AS row
     FROM operation o JOIN wording w USING (code) WHERE code = $1`,
    [code],
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { row } of rows) expect(row).not.toContain('13800138000');
});

test('a new list is asked for new wordings; a code that is out is not looked through again', async () => {
  const { usher, stage } = service;
  const before = await issued('Come to the gymkhana');
  expect(before.status).toBe('active');
  const word = { word: 'gymkhana', category: 'sensitive', severity: 'hold' } as const;
  const list = { ...shippedList, words: [...shippedList.words, word] };
  expect(await publishWords(stage.pool, list, 'ann')).toMatchObject({ changed: true });
  expect(await publishWords(stage.pool, list, 'ann')).toMatchObject({ changed: false });
  const { find } = await createScreens()(stage.pool);
  expect(find('the gymkhana')).toMatchObject([word]);
  expect(await redeem(before.value)).toBe('active');
  await expect
    .poll(
      async () => {
        const now = await usher.reviseWording({
          code: before.value,
          wording: 'Come to the gymkhana!',
        });
        return now.ok && now.status;
      },
      { timeout: 20_000, interval: 500 },
    )
    .toBe('pending');
  const kept = await latestWording(stage.pool, before.code);
  expect(kept?.words).not.toBe(shippedDigest);
  await publishWords(stage.pool, shippedList, 'ann');
});

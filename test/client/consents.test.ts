import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CampaignId } from '../../domain/ids.ts';
import { duration } from '../../domain/time.ts';
import { forgetCells } from '../../store/consents/give-consent.ts';
import { query } from '../../store/query.ts';
import { termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

const campaign = 'abroad';
const day = 86_400_000;
const berlin = { latitude: 52.52, longitude: 13.405 };
let service: Service;

beforeAll(async () => {
  service = await createService();
  const plain = { redeem: 'accepted', consent: true, keepLocationForMs: duration(day) } as const;
  const regions = [
    { ...plain, region: 'DE', consentText: 'v2', cellResolution: 3 },
    { ...plain, region: 'JP', keepLocationForMs: duration(0) },
    { ...plain, region: 'US', verification: 'passport', consent: false },
    { ...plain, region: 'US-IL', redeem: 'refused' as const },
  ];
  const scenario = { kind: 'cross-border', otherwise: 'refused', regions } as const;
  await service.stage.publish(termsLike({ campaign: campaign as CampaignId, scenario }));
  await service.stage.publish(termsLike({ campaign: 'plain' as CampaignId }));
});

afterAll(() => service.close());

function word(answer: { readonly ok: boolean; readonly code?: unknown }): unknown {
  return answer.ok ? 'ok' : answer.code;
}

async function newCode(of: string = campaign) {
  const { value: code } = await service.issue(of, somebody());
  const invitee = somebody();
  const from = async (region?: string) =>
    word(
      await service.usher.redeem({ code, invitee, ...(region === undefined ? {} : { region }) }),
    );
  const agree = (region: string, text: string) =>
    service.usher.consent({ code, invitee, region, text, location: berlin });
  return { code, invitee, from, agree };
}

const rowsOf = (person: string) =>
  query(
    service.stage.pool,
    `SELECT text_version AS text, region, cell, ended_at IS NULL AS "inForce"
     FROM location_consent WHERE person = $1 ORDER BY id`,
    [person],
  );

test('without consent nobody is let in, and with one to the text in force', async () => {
  const { invitee, from, agree } = await newCode();
  expect(await from()).toBe('REGION_REQUIRED');
  expect(await from('DE')).toBe('CONSENT_REQUIRED');
  expect(word(await agree('DE', 'v1'))).toBe('CONSENT_OUTDATED');
  expect(await agree('DE-BE', 'v2')).toMatchObject({
    ...{ ok: true, region: 'DE', text: 'v2' },
    kept: { cell: '831f1dfffffffff' },
  });
  expect(await from('DE')).toBe('ok');
  expect(await rowsOf(invitee)).toEqual([
    { text: 'v2', region: 'DE', cell: '831f1dfffffffff', inForce: true },
  ]);
});

test('a consent to a text that was replaced does not count', async () => {
  const { invitee, from, agree } = await newCode();
  await agree('DE', 'v2');
  await query(
    service.stage.pool,
    `UPDATE location_consent SET text_version = 'v1' WHERE person = $1`,
    [invitee],
  );
  expect(await from('DE')).toBe('CONSENT_OUTDATED');
});

test('whoever withdraws is asked again, and nothing is kept of where they are', async () => {
  const { invitee, from, agree } = await newCode();
  await agree('DE', 'v2');
  const withdraw = () => service.usher.withdrawConsent({ campaign, invitee });
  expect(await withdraw()).toEqual({ ok: true, withdrawn: 1 });
  expect(await rowsOf(invitee)).toEqual([{ text: 'v2', region: 'DE', cell: null, inForce: false }]);
  expect(await from('DE')).toBe('CONSENT_REQUIRED');
  expect(await withdraw()).toEqual({ ok: true, withdrawn: 0 });
});

test('of those who agree many times at once one consent is in force', async () => {
  const { invitee, agree } = await newCode();
  const answers = await Promise.all(Array.from({ length: 8 }, () => agree('DE', 'v2')));
  expect(answers.every(({ ok }) => ok)).toBe(true);
  const rows = await rowsOf(invitee);
  expect(rows).toHaveLength(8);
  expect(rows.filter(({ inForce, cell }) => inForce === true || cell !== null)).toHaveLength(1);
});

test('what is asked and what is kept follow the region', async () => {
  const japan = await newCode();
  const there = await japan.agree('JP', 'any');
  expect(there).not.toHaveProperty('kept');
  expect(await japan.from('JP')).toBe('ok');
  const { code, invitee, from, agree } = await newCode();
  expect(word(await agree('US', 'any'))).toBe('CONSENT_NOT_WANTED');
  expect(await from('US')).toBe('VERIFICATION_REQUIRED');
  await service.usher.verify({ code, subject: invitee, check: 'passport', result: 'passed' });
  expect(await from('US-IL')).toBe('REGION_REFUSED');
  expect(await from('FR')).toBe('REGION_REFUSED');
  expect(await from('US')).toBe('ok');
  expect(word(await agree('FR', 'any'))).toBe('REGION_REFUSED');
  expect(await from('us')).toBe('INVALID_COMMAND');
  expect(word(await agree('de', 'v2'))).toBe('INVALID_COMMAND');
  const plain = await newCode('plain');
  expect(word(await plain.agree('DE', 'v2'))).toBe('CONSENT_NOT_WANTED');
});

test('cells are deleted when their time is over, and consents stay', async () => {
  const { invitee, agree } = await newCode();
  await agree('DE', 'v2');
  await forgetCells(service.stage.pool, Date.now() + day / 2);
  expect(await rowsOf(invitee)).toMatchObject([{ cell: '831f1dfffffffff' }]);
  await forgetCells(service.stage.pool, Date.now() + day);
  expect(await rowsOf(invitee)).toMatchObject([{ cell: null, inForce: true }]);
});

test.each([
  ['finer than resolution 5', '861f1d487ffffff', 'location_cell_coarse'],
  ['no cell', '52.52,13.405', 'location_cell_coarse'],
])('the database itself takes nothing that is %s', async (_, cell, constraint) => {
  const { invitee, agree } = await newCode();
  await agree('DE', 'v2');
  const finer = query(
    service.stage.pool,
    `UPDATE location_consent SET cell = $2 WHERE person = $1`,
    [invitee, cell],
  );
  await expect(finer).rejects.toThrow(constraint);
});

test('where somebody is stands nowhere but in the coarse cell', async () => {
  const { code, invitee, agree } = await newCode();
  await agree('DE', 'v2');
  const answers = [
    await service.usher.consent({
      code,
      invitee,
      region: 'DE',
      text: 'v2',
      location: { latitude: 91, longitude: 0 },
    }),
    await service.usher.withdrawConsent({ campaign: 'nowhere', invitee }),
  ];
  expect(answers.map(word)).toEqual(['INVALID_COMMAND', 'CAMPAIGN_UNKNOWN']);
  // Without when they were written: a time may end in 52.52 seconds.
  const rows = await query(
    service.stage.pool,
    `SELECT to_jsonb(l) - 'recorded_at' AS row FROM location_consent l`,
    [],
  );
  expect(JSON.stringify(rows)).not.toMatch(/52[.]52|13[.]40/);
});

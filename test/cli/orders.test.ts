import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createCliStage, type CliStage } from './cli-stage.ts';
import { usher, usherJson, type Run } from './usher.ts';

// Each step is a process of its own that loads and connects.
const limitMs = 240_000;
const file = 'test/campaign-test/cases/orders.yaml';

let stage: CliStage;
let code: string;

beforeAll(async () => {
  stage = await createCliStage();
  const env = stage.environment;
  await usher(['publish', 'rules/policies/default.yaml', file], env);
  const issued = await usherJson(['issue', 'orders', '--holder', 'ann'], env);
  [{ code }] = (issued.json as { codes: [{ code: string }] }).codes;
  await usher(['redeem', code, '--invitee', 'bob'], env);
}, limitMs);

afterAll(async () => {
  await stage.close();
}, limitMs);

/** Reports an order of Bob's that was paid for. */
function order(properties: readonly string[], ...more: string[]): Promise<Run> {
  const reached = ['--invitee', 'bob', '--reached', 'order-paid', ...more];
  return usher(['milestone', code, ...reached, '--property', ...properties], stage.environment);
}

describe('usher milestone --property', { timeout: limitMs }, () => {
  test('what cannot be is refused, and again the same when it is asked again', async () => {
    const unlike = await order(['amount=100.00', 'category=tool'], '--op', 'order-1');
    expect(unlike.code).toBe(1);
    expect(unlike.stdout).toContain(
      'PROPERTY_REFUSED: order-paid.category cannot be "tool": it is one of book, toy',
    );
    const again = await order(['amount=100.00', 'category=tool'], '--op', 'order-1');
    expect(again).toMatchObject({ code: 1, stdout: unlike.stdout });
    const mended = await order(['amount=100.00', 'category=toy'], '--op', 'order-1');
    expect(mended.stdout).toContain('OPERATION_REUSED');
    const strange = await order(['colour=red'], '--op', 'order-2');
    expect(strange.code).toBe(1);
    expect(strange.stdout).toContain('PROPERTY_UNKNOWN');
    const found = await usherJson(['inspect', 'order-1'], stage.environment);
    expect(found.json).toMatchObject({
      operations: [{ opId: 'order-1', outcome: { ok: false, code: 'PROPERTY_REFUSED' } }],
    });
  });

  test.each([
    [['amount=1,00'], 'order-paid.amount'],
    [['pieces=two'], 'order-paid.pieces'],
    [['pieces=0'], 'order-paid.pieces'],
    [['first=maybe'], 'order-paid.first'],
  ])('%s is refused with its name', async (said, name) => {
    const { code: exit, stdout } = await order(said);
    expect(exit).toBe(1);
    expect(stdout).toMatch(/PROPERTY_REFUSED/);
    expect(stdout).toContain(name);
  });

  test('what can be is counted and read by rewards, and kept', async () => {
    const first = await order(['amount=100.00', 'category=book', 'first=true', 'pieces=2']);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toContain('first-book to the invitee: 20 points, in effect');
    await order(['amount=99.99']);
    await order(['amount=120.00']);
    const third = await order(['amount=128.50']);
    expect(third.stdout).toContain('regular to the inviter: 300 points, in effect');
    const { json } = await usherJson(['reconcile', '--check'], stage.environment);
    expect(json).toMatchObject({ found: [] });
    const same = await usherJson(['backtest', file], stage.environment);
    expect(same.json).toMatchObject({ people: [], answersChanged: 0, played: 5, agreed: 5 });
  });
});

describe('usher explain --properties', { timeout: limitMs }, () => {
  test('reads them as reports would have them', async () => {
    const said = ['amount=128.50', 'category=book', 'first=true'].map((one) => `order-paid.${one}`);
    const args = ['explain', file, '--milestones', 'order-paid', '--properties', ...said];
    const { code: exit, stdout } = await usher(args);
    expect(exit).toBe(0);
    expect(stdout).toContain('first-book to the invitee: 20 points');
    expect(stdout).toContain('yes order-paid.amount is 12850; asked: greaterThanInclusive 2000');
    expect(stdout).not.toContain('Reports that are refused');
  });

  test('says which report would be refused, and why', async () => {
    const said = 'order-paid.category=tool';
    const args = ['explain', file, '--milestones', 'order-paid', '--properties', said];
    const { stdout } = await usher(args);
    expect(stdout).toMatch(
      /\nReports that are refused\n {2}order-paid: PROPERTY_REFUSED: .* one of book, toy\n/,
    );
    const { json } = await usherJson(args);
    expect(json).toMatchObject({
      refusedReports: [{ milestone: 'order-paid', refused: { code: 'PROPERTY_REFUSED' } }],
    });
  });

  test.each([
    ['order-paid.colour=red', 'no property order-paid.colour'],
    ['amount', 'must be a name and a value'],
    [
      'order-paid.first=true',
      'order-paid.first comes with a report of order-paid, which is not among the milestones: registered, order-paid would be right',
      'registered',
    ],
  ])('%s is wrong use', async (said, why, milestone = 'order-paid') => {
    const run = await usher(['explain', file, '--milestones', milestone, '--properties', said]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(why);
  });
});

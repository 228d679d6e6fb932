import { expect, test } from 'vitest';
import { caseFile, failuresOf, fileOf, play } from './play.ts';

/** The small campaign, whose yuan is paid in weekly batches that may pay two, and wait above one. */
function batched(payouts: string): string {
  return caseFile('small.yaml')
    .replace('payout: { hold: 2h }', 'payout: { timing: weekly, weekday: monday, hour: 9 }')
    .replace('      caps: { perLineage: "2.00" }\n', '')
    .replace('  budget:', `  payouts: ${payouts}\n  budget:`);
}

async function failures(payouts: string, tests: string): Promise<readonly string[]> {
  return failuresOf(await play(fileOf(tests), batched(payouts)));
}

// Monday at ten: the batches come a day short of a week later, and every week.
const three = `
      - { do: issue, of: ann }
      - { do: redeem, of: ann, by: [bob, cleo, dan] }
      - { do: milestone, by: [bob, cleo, dan], reached: registered, then: { held: 3.00 CNY } }`;
const points = 'bob: 10 points, cleo: 10 points, dan: 10 points';

test('a batch pays no more than it may, and the rest is for the next one', async () => {
  expect(
    await failures(
      '{ batchMax: { CNY: "2.00" } }',
      `  - name: left over
    steps:${three}
      - { at: +6d, do: wait, then: { paid: { ann: 30 points, ${points} } } }
      - { at: +7d, do: wait, then: { paid: { ann: [2.00 CNY, 30 points], ${points} }, held: 1.00 CNY, batches: { done: 1 } } }
      - { at: +13d, do: wait, then: { held: 1.00 CNY } }
      - { at: +14d, do: wait, then: { batches: { done: 2 } } }
    then: { paid: { ann: [3.00 CNY, 30 points], ${points} } }
`,
    ),
  ).toEqual([]);
});

test('above the threshold a batch waits until a second person approves it', async () => {
  expect(
    await failures(
      '{ approvalAbove: { CNY: "2.00" } }',
      `  - name: approved
    steps:${three}
      - { do: decideBatch, decision: approve, expect: BATCH_UNKNOWN }
      - { at: +7d, do: wait, then: { held: 3.00 CNY, batches: { waiting: 1 } } }
      - { do: decideBatch, decision: approve, actor: usher-test, expect: SECOND_PERSON_NEEDED }
      - { do: decideBatch, decision: approve, batch: 2, expect: BATCH_UNKNOWN }
      - { do: decideBatch, decision: approve, actor: olga, then: { batches: { done: 1 }, held: [] } }
      - { do: decideBatch, decision: refuse, expect: BATCH_CLOSED }
      - { at: +14d, do: wait, then: { batches: { done: 1 } } }
    then: { paid: { ann: [3.00 CNY, 30 points], ${points} } }
`,
    ),
  ).toEqual([]);
});

test('refused or not decided in time, a batch pays nothing, and the next one has its rewards', async () => {
  expect(
    await failures(
      '{ batchMax: { CNY: "2.00" }, approvalAbove: { CNY: "1.00" } }',
      `  - name: refused
    steps:${three}
      - { at: +7d, do: decideBatch, decision: refuse, actor: usher-test, then: { held: 3.00 CNY, batches: { refused: 1 } } }
      - { at: +14d, do: wait, then: { batches: { refused: 1, waiting: 1 } } }
      - { at: +16d, do: decideBatch, decision: approve, expect: BATCH_CLOSED, note: 48 hours are over }
      - { do: wait, then: { held: 3.00 CNY, batches: { refused: 2 } } }
      - { at: +21d, do: decideBatch, decision: approve, then: { held: 1.00 CNY, batches: { refused: 2, done: 1 } } }
      - { at: +28d, do: wait, then: { batches: { refused: 2, done: 2 } }, note: a yuan is not above a yuan }
    then: { paid: { ann: [3.00 CNY, 30 points], ${points} } }
`,
    ),
  ).toEqual([]);
});

test('what is taken back while a batch waits is not paid', async () => {
  expect(
    await failures(
      '{ approvalAbove: { CNY: "2.00" } }',
      `  - name: taken back
    steps:${three}
      - { at: +7d, do: reverse, by: bob, reward: packet, reason: a refund }
      - { do: decideBatch, decision: approve }
    then: { paid: { ann: [2.00 CNY, 30 points], ${points} } }
`,
    ),
  ).toEqual([]);
});

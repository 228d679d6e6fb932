import { expect, test } from 'vitest';
import { updateText } from '../../campaign-test/update.ts';
import { bobRegisters, caseFile, failuresOf, fileOf, play } from './play.ts';

const commented = `  # What bob does.
  - name: bob registers # and nobody else
    steps:
      # Ann has a code.
      - { do: issue, of: ann } # the only one
      - { do: redeem, of: ann, by: ann } # she may not

      - do: redeem # bob may
        of: ann
        by: bob
        expect: SELF_INVITE # a slip
      - { do: milestone, by: bob, reached: registered, earns: { packet: 9.00 CNY } }
    then:
      # In yuan and points.
      paid: { ann: 7 points } # too few
`;

test('rewrites what failed as it was found, and keeps comments and order', async () => {
  const text = fileOf(commented);
  const { text: after, rewritten, left } = updateText(text, await play(text));
  expect({ rewritten, left }).toEqual({ rewritten: 5, left: 0 });
  expect(failuresOf(await play(after))).toEqual([]);
  expect(after.slice(after.indexOf('tests:'))).toBe(`tests:
  # What bob does.
  - name: bob registers # and nobody else
    steps:
      # Ann has a code.
      - { do: issue, of: ann } # the only one
      - { do: redeem, of: ann, by: ann, expect: SELF_INVITE } # she may not

      - do: redeem # bob may
        of: ann
        by: bob
      - { do: milestone, by: bob, reached: registered, earns: { packet: 1.00 CNY, welcome/inviter: 10 points, welcome/invitee: 10 points } }
    then:
      # In yuan and points.
      paid: { ann: 10 points, bob: 10 points } # too few
      held: 1.00 CNY
`);
});

test('a file in which nothing failed stays as it is, to the letter', async () => {
  const text = fileOf(`  - {name:   nothing,   steps: [{do: issue, of:   ann}]}\n`);
  expect(updateText(text, await play(text))).toEqual({ text, rewritten: 0, left: 0 });
});

test('a test without a `then` gets one', async () => {
  const text = fileOf(`  - name: bob registers\n    steps:${bobRegisters}`);
  const after = updateText(text, await play(text)).text;
  expect(after).toContain(
    '    then: { paid: { ann: 10 points, bob: 10 points }, held: 1.00 CNY }\n',
  );
  expect(failuresOf(await play(after))).toEqual([]);
});

test('what several rows or people share is left to a person', async () => {
  const text = fileOf(`  - name: rows
    matrix: { after: [+1h, +24h] }
    steps:
      - { do: issue, of: ann }
      - { at: "\${after}", do: redeem, of: ann, by: bob }
  - name: people
    steps:
      - { do: issue, of: ann }
      - { do: redeem, of: ann, by: [bob, ann] }
`);
  expect(updateText(text, await play(text))).toEqual({ text, rewritten: 0, left: 2 });
});

test('lines end as they did', async () => {
  const text = fileOf(commented).replaceAll('\n', '\r\n');
  const { text: after, rewritten } = updateText(text, await play(text));
  expect(rewritten).toBe(5);
  expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('a purchase that jumps over a step earns both, as a list', async () => {
  const campaign = caseFile('small.yaml').replace(
    'amount: "10"',
    'ladder: { of: registered, steps: [{ purchases: "10.00", amount: "3" }, { purchases: "20.00", amount: "5" }] }',
  );
  const text = fileOf(`  - name: bob pays for both steps
    steps:
      - { do: issue, of: ann }
      - { do: redeem, of: ann, by: bob }
      - { do: milestone, by: bob, reached: registered, purchase: 25.00 CNY, earns: { packet: 1.00 CNY } }
`);
  const { text: after, left } = updateText(text, await play(text, campaign));
  expect(left).toBe(0);
  expect(after).toContain('welcome/inviter: [3 points, 5 points]');
  expect(failuresOf(await play(after, campaign))).toEqual([]);
});

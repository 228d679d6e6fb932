import { expect, test } from 'vitest';
import { failuresOf, fileOf, play } from './play.ts';

async function failures(rest: string): Promise<readonly string[]> {
  return failuresOf(await play(fileOf(`  - name: awards\n${rest}`)));
}

test('an award waits for a second person, and is paid of the budget', async () => {
  expect(
    await failures(`
    steps:
      - { do: award, to: ann, amount: 5.00 CNY, reason: a complaint, then: { held: 5.00 CNY } }
      - { do: decideAward, to: ann, decision: approve, actor: " USHER-TEST", expect: SECOND_PERSON_NEEDED }
      - { do: decideAward, to: bob, decision: approve, expect: AWARD_UNKNOWN }
      - { do: decideAward, to: ann, decision: approve }
      - { do: decideAward, to: ann, decision: refuse, expect: AWARD_CLOSED }
    then:
      paid: { ann: 5.00 CNY }
      payouts: { paid: 1 }
      entries: [hold budget -> held 5.00 CNY, post held -> ann 5.00 CNY]
`),
  ).toEqual([]);
});

test('an award about which nobody decides in two days is refused, and its money given back', async () => {
  expect(
    await failures(`
    with: { spec.budget.CNY: "5.00" }
    steps:
      - { do: award, to: ann, amount: 5.01 CNY, expect: BUDGET_NOT_ENOUGH }
      - { do: award, to: ann, amount: 5.00 USD, expect: BUDGET_NOT_ENOUGH }
      - { do: award, to: ann, amount: 5.00 CNY }
      - { do: award, to: bob, amount: 0.01 CNY, expect: BUDGET_NOT_ENOUGH }
      - { at: +47h, do: wait, then: { held: 5.00 CNY } }
      - { at: +48h, do: decideAward, to: ann, decision: approve, expect: AWARD_CLOSED }
      - { do: award, to: bob, amount: 5.00 CNY }
      - { do: decideAward, to: bob, decision: refuse }
    then:
      budget: [5.00 CNY, 1000 points]
      entries:
        - hold budget -> held 5.00 CNY
        - void held -> budget 5.00 CNY
        - hold budget -> held 5.00 CNY
        - void held -> budget 5.00 CNY
`),
  ).toEqual([]);
});

test('small awards need nobody, as far as they add up to no more than that a day', async () => {
  expect(
    await failures(`
    with: { spec.awards: { approvalAbove: { CNY: "3.00" } } }
    steps:
      - { do: award, to: ann, amount: 2.00 CNY, then: { paid: { ann: 2.00 CNY } } }
      - { do: award, to: bob, amount: 1.50 CNY, then: { held: 1.50 CNY } }
      - { do: award, to: bob, amount: 1.50 CNY, actor: olga }
      - { at: +15h, do: award, to: bob, amount: 3.00 CNY, note: another day }
    then: { paid: { ann: 2.00 CNY, bob: 4.50 CNY }, held: 1.50 CNY }
`),
  ).toEqual([]);
});

test('an award that is taken back is owed, unless it came back, and later ones settle that first', async () => {
  expect(
    await failures(`
    provider: [{ to: cleo, answers: [unknown] }, { to: dan, answers: [refused] }]
    with: { spec.awards: { approvalAbove: { CNY: "100.00" } } }
    steps:
      - { do: award, to: ann, amount: 5.00 CNY }
      - { do: reverseAward, to: ann }
      - { do: reverseAward, to: ann, expect: AWARD_CLOSED, actor: olga }
      - { do: award, to: ann, amount: 7.00 CNY, then: { entries: [hold budget -> held 5.00 CNY, post held -> ann 5.00 CNY, reverse ann -> budget 5.00 CNY, owe world -> debt:ann 5.00 CNY, hold budget -> held 7.00 CNY, set-off held -> ann 5.00 CNY, "repay debt:ann -> world 5.00 CNY", post held -> ann 2.00 CNY] } }
      - { do: award, to: bob, amount: 1.00 CNY }
      - { do: reverseAward, to: bob, returned: true }
      - { do: award, to: cleo, amount: 1.00 CNY }
      - { do: reverseAward, to: cleo, expect: AWARD_IN_FLIGHT }
      - { do: award, to: dan, amount: 1.00 CNY }
      - { do: reverseAward, to: dan }
    then: { paid: { ann: 7.00 CNY }, held: 1.00 CNY }
`),
  ).toEqual([]);
});

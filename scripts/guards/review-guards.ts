import type { Guard } from './guard.ts';

/** Guards of what people decide about redemptions, and of what those who redeem are told. */
export const reviewGuards: readonly Guard[] = [
  {
    name: 'a refusal is no shelter from a freeze',
    keeps: 'Whoever is refused each time is frozen as soon as they ask too often.',
    take: {
      file: 'rules/decide/party.ts',
      text: 'for (const [party, rows] of earned) draft.sanctions.set(party, rows);',
      instead:
        "if (judgement.answer.kind !== 'refuse') for (const [party, rows] of earned) draft.sanctions.set(party, rows);",
    },
    test: {
      file: 'test/store/sanctions-earned.test.ts',
      name: 'whoever is refused by one rule is frozen by the others all the same',
    },
    says: 'earnedBy',
  },
  {
    name: 'a sanction of a programme reaches look-ups',
    keeps: 'Whoever is kept out of a programme learns nothing of its codes either.',
    take: {
      file: 'store/parties/count-lookup.ts',
      text: "sanctionsOf('$1, $6::text, $7::text', 'g.party')",
      instead: "sanctionsOf('$1, nullif($6::text, $7::text)', 'g.party')",
    },
    test: {
      file: 'test/store/programme.test.ts',
      name: 'a sanction of a programme keeps its party from looking up codes there, and nowhere else',
    },
    says: 'expected',
  },
  {
    name: 'a ban in one campaign hides no freeze in all',
    keeps: 'Whoever is banned in one campaign is frozen in the others as their rules say.',
    take: {
      file: 'rules/sanctions-earned.ts',
      text: 'if (known === undefined) rows.push(row);',
      instead:
        'if (rows.length === 0) rows.push(row); else if (known === undefined) rows[0] = row;',
    },
    test: {
      file: 'test/store/sanctions-earned.test.ts',
      name: 'a ban in one campaign hides no freeze in all, and both count as one',
    },
    says: 'PARTY_FROZEN',
  },
  {
    name: 'whoever asks to be let in is counted and judged',
    keeps: 'Nobody asks for user codes without end.',
    take: {
      file: 'client/find-code.ts',
      text: 'return refuseLookers(lookers, facts, now) ?? judged(pool, visit, facts);',
      instead: 'return refuseLookers(lookers, facts, now);',
    },
    test: {
      file: 'test/client/admitted.test.ts',
      name: 'whoever asks to be let in too often is kept out, also of what they ask for next',
    },
    says: 'null, null, null, null, null',
  },
  {
    name: 'nobody is blamed for what others try in their name',
    keeps: 'Whoever guesses with the phone number of somebody keeps nobody but themselves out.',
    take: {
      file: 'client/find-code.ts',
      text: 'const isBlamed = person !== undefined && isClaimed !== true;',
      instead: 'const isBlamed = person !== undefined;',
    },
    test: {
      file: 'test/client/admitted.test.ts',
      name: 'guesses in the name of somebody count against them only where that is who asks',
    },
    says: 'expected',
  },
  {
    name: 'a sandbox judges nobody outside',
    keeps:
      'A policy that is only tried out freezes and bans nobody who asks for a code outside it.',
    take: {
      file: 'store/parties/sanction-party.ts',
      text: 'AND NOT c.sandbox AND',
      instead: 'AND',
    },
    test: {
      file: 'test/store/sanctions-earned.test.ts',
      name: 'an unknown code is judged as of the campaign that was named, else of all that are open outside sandboxes',
    },
    says: 'trial',
  },
  {
    name: 'a review is approved by a second person',
    keeps: 'Two decisions of one person do not count as two, in other letters either.',
    take: {
      file: 'domain/commit/review.ts',
      text: 'if (isSamePerson(proposed.actor, actor)) return',
      instead: 'if (isSamePerson(proposed.actor, `${actor}!`)) return',
    },
    test: {
      file: 'test/store/second-person.test.ts',
      name: 'two decisions of one person do not count as two, at once or in other letters',
    },
    says: ['review_second_person', 'to have a length of 5 but got', 'to match object'],
  },
  {
    name: 'one person does not approve against another',
    keeps: 'Whoever approves what somebody else would refuse has nobody on their side yet.',
    take: {
      file: 'domain/commit/review.ts',
      text: "return agrees || decision === 'refuse' ? 'decides' : 'proposes';",
      instead: "return agrees || decision !== proposed.decision ? 'decides' : 'proposes';",
    },
    test: {
      file: 'test/rules/second-person.test.ts',
      name: 'a review that wants a second person is approved by two who approve, not by one against another',
    },
    says: 'to match object',
  },
  {
    name: 'the tables want a second person',
    keeps: 'No review on which two have to agree is approved by one, whoever decided it.',
    take: {
      file: 'store/migrations/0034_second_reviewers.sql',
      text: 'NOT second_person OR state',
      instead: 'second_person OR NOT second_person OR state',
    },
    test: {
      file: 'test/store/second-person.test.ts',
      name: 'the tables refuse an approval by whoever proposed',
    },
    says: 'instead of rejecting',
  },
  {
    name: 'what is refused beyond a limit stays so',
    keeps:
      'A reward that a person has refused is not granted by waiting until there is room again.',
    take: {
      file: 'rules/decide/beyond.ts',
      text: "if (asked?.state === 'approved') return undefined;",
      instead: "if (asked !== null && asked.state !== 'open') return undefined;",
    },
    test: {
      file: 'test/rules/beyond-limits.test.ts',
      name: 'a reward beyond a limit about which a person is asked is not granted when it is refused, 40 hours later',
    },
    says: 'to deeply equal [ Array(1) ]',
  },
  {
    name: 'nobody is told a part of a rule whose rest is secret',
    keeps:
      'Whoever is refused does not learn which of their facts to change so that a secret one goes unseen.',
    take: {
      file: 'rules/nearest.ts',
      text: 'found.length === factsRead(when).length ? found : []',
      instead: 'found.length > factsRead(when).length ? [] : found',
    },
    test: {
      file: 'test/rules/nearest.test.ts',
      name: 'a refusal by a risk policy tells no part of a rule of which another part is secret',
    },
    says: 'to not have property',
  },
  {
    name: 'whoever is kept out invites nobody',
    keeps: 'Codes from before a sanction earn their holder nothing while it stands.',
    take: {
      file: 'rules/decide/party.ts',
      text: 'refuseSuspended(facts.inviterSuspension ??',
      instead: 'refuseSuspended(',
    },
    test: {
      file: 'test/store/kept-out-inviters.test.ts',
      name: 'an inviter who is kept out earns nothing by codes from before, and gets none, until that ends',
    },
    says: 'INVITER_SUSPENDED',
  },
  {
    name: 'nobody closes the code of somebody else',
    keeps:
      'Requests that others make with the device of a holder suspend none of the codes of the holder.',
    take: {
      file: 'domain/policy/own-doing.ts',
      text: 'fired.some(({ when, answer }) => gives(answer, kind) && isOwnDoing(when))',
      instead: 'fired.some(({ when, answer }) => gives(answer, kind) || isOwnDoing(when))',
    },
    test: {
      file: 'test/store/kept-out-inviters.test.ts',
      name: 'an inviter who is kept out is nobody whose device others have used: the code of a victim stays open',
    },
    says: 'to match object { ok: true }',
  },
];

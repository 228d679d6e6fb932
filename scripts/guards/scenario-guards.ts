import type { Guard } from './guard.ts';

/** Guards of single scenarios, and against those who guess. */
export const scenarioGuards: readonly Guard[] = [
  {
    name: 'a campaign that is guessed at closes to those who guess',
    keeps: 'Guessing from many addresses, each below its own limit, ends within a minute.',
    take: {
      file: 'rules/judge-lookup.ts',
      text: '...(campaign && { campaignFailuresLastHour: campaign.failuresLastHour }),',
      instead: '',
    },
    test: {
      file: 'test/attack/guessing.test.ts',
      name: 'a campaign guessed at from everywhere closes to those who guess within a minute',
    },
    says: 'allFrozenAfterS',
  },
  {
    name: 'a password is used once',
    keeps: 'Two redemptions never rest on the same one-time password.',
    take: {
      file: 'rules/decide/proof.ts',
      text: 'if (proof.isUsed || draft.proofs.get(proof.id) !== undefined) return reject(used);',
      instead: '',
    },
    test: {
      file: 'test/store/passwords.test.ts',
      name: 'two redemptions with one password: one wins, in one batch and in two',
    },
    says: 'PASSWORD_USED',
  },
  {
    name: 'that a device was let in is told once',
    keeps:
      'Whoever has seen the code that a device polls with is not told what the device was told.',
    take: {
      file: 'store/devices/login-request.ts',
      text: "if (row.takenBy !== null && row.takenBy !== opId) return { state: 'unknown' };",
      instead: '',
    },
    test: {
      file: 'test/store/login-requests.test.ts',
      name: 'of fifty polls at once, one is told that the device was let in, and again when it asks again',
    },
    says: 'expected',
  },
  {
    name: 'one code lets a device in',
    keeps: 'Of several holders who let one device in at once, one does.',
    take: {
      file: 'store/devices/login-request.ts',
      text: "(state = 'asked' AND coalesce(code, $3) = $3 OR state = 'approved' AND code = $3)",
      instead: "(state = 'asked' OR state = 'approved')",
    },
    test: {
      file: 'test/store/login-requests.test.ts',
      name: 'of twenty codes that claim one login at once, one has it until it sets it free',
    },
    says: 'expected',
  },
  {
    name: 'guesses are counted before they are compared',
    keeps: 'However many guess at once, no more are compared than a password has tries.',
    take: {
      file: 'store/passwords/enter-password.ts',
      text: 'AND tries < tries_max AND',
      instead: 'AND',
    },
    test: {
      file: 'test/store/passwords.test.ts',
      name: 'a hundred guesses at once are five that are compared',
    },
    says: 'password_session',
  },
  {
    name: 'the last step is remembered',
    keeps: 'One dynamic code never lets two in, also when they come at once.',
    take: {
      file: 'store/devices/enter-dynamic-code.ts',
      text: 'AND (last_step < $2 OR last_step = $2 AND last_op = $3) RETURNING 1',
      instead: 'AND $3::text IS NOT NULL RETURNING 1',
    },
    test: {
      file: 'test/store/dynamic-codes.test.ts',
      name: 'of a hundred who enter one dynamic code at once one is let in',
    },
    says: 'to have a length of 1 but got 100',
  },
  {
    name: 'relations are bound one after the other',
    keeps: 'Of two people who invite each other at once, both are never bound.',
    take: {
      file: 'store/commit/gather-facts.ts',
      text: 'if (asked.traced > 0) await lockRelations(db, code, asked.comers);',
      instead: '',
    },
    test: {
      file: 'test/store/relations.test.ts',
      name: 'at once two who invite each other are never both bound',
    },
    says: 'RELATION_CYCLE',
  },
];

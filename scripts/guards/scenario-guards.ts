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
    name: 'nobody is let in without consent',
    keeps: 'Where the region wants it, no redemption counts of somebody who has not agreed.',
    take: {
      file: 'rules/decide/border.ts',
      text: "if (given === undefined) return reject('CONSENT_REQUIRED');",
      instead: 'if (given === undefined) return null;',
    },
    test: {
      file: 'test/store/consents.test.ts',
      name: 'of several who come at once those are let in who have agreed',
    },
    says: 'CONSENT_REQUIRED',
  },
  {
    name: 'a consent that ends takes its cell along',
    keeps: 'Nothing is kept of where somebody is who does not agree any more.',
    take: {
      file: 'store/consents/give-consent.ts',
      text: 'UPDATE location_consent SET ended_at = $3, cell = NULL, kept_until = NULL',
      instead: 'UPDATE location_consent SET ended_at = $3',
    },
    test: {
      file: 'test/store/consents.test.ts',
      name: 'nothing is kept of where somebody is who does not agree any more',
    },
    says: 'location_cell_consented',
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

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
      name: 'a campaign guessed at from everywhere closes to those who guess every ten seconds within a minute',
    },
    says: 'allFrozenAfterS',
  },
  {
    name: 'requests for passwords of one phone wait for each other',
    keeps: 'However many ask at once, a phone gets no more passwords a day than it may.',
    take: {
      file: 'store/passwords/begin-password.ts',
      text: "await query(db, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 3))', [phone]);",
      instead: '',
    },
    test: {
      file: 'test/store/passwords.test.ts',
      name: 'sessions of a phone are counted over all campaigns, at once too, and those of a sandbox apart',
    },
    says: 'expected',
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
    name: 'a device that is being let in is not sent away',
    keeps: 'A device is not told that it was sent away while a use is spent on letting it in.',
    take: {
      file: 'store/devices/login-request.ts',
      text: "(state = 'asked' AND code IS NULL OR state = 'denied' AND code = $3)",
      instead: "state IN ('asked', 'denied') AND coalesce(code, $3) = $3",
    },
    test: {
      file: 'test/store/login-requests.test.ts',
      name: 'a login that a code is letting in is denied by none, nor by that code, until it is free',
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
  {
    name: 'the phone of an inviter is compared where it is decided',
    keeps: 'Nobody is registered as invited by somebody whose phone they do not know.',
    take: {
      file: 'rules/decide/inviter-phone.ts',
      text: "return isRight ? null : reject('INVITER_PHONE_WRONG');",
      instead: 'return null;',
    },
    test: {
      file: 'test/rules/inviter-phone.test.ts',
      name: 'a number of somebody else is refused, and so is none where it is required',
    },
    says: "expected 'ok' to be 'INVITER_PHONE_WRONG'",
  },
  {
    name: 'the phone of an inviter is compared by the commit as well',
    keeps: 'A client that compared no number, or an older one, registers nobody with a wrong one.',
    take: {
      file: 'store/commit/stated-phones.ts',
      text: 'stating.map(({ opId, inviterPhone }) => [opId, inviterPhone === known])',
      instead: 'stating.map(({ opId }) => [opId, known !== null])',
    },
    test: {
      file: 'test/store/inviter-phones.test.ts',
      name: 'a commit compares the phone again, whatever the client has found',
    },
    says: "expected 'ok' to be 'INVITER_PHONE_WRONG'",
  },
  {
    name: 'numbers of inviters are counted before they are compared',
    keeps:
      'However many numbers somebody tries at once, no more are compared than they have tries.',
    take: {
      file: 'store/parties/inviter-phones.ts',
      text: 'if (bounds.some(({ party, triesMax }) => (triesOf.get(party) ?? 0) > triesMax)) {',
      instead: 'if (bounds.length > 9) {',
    },
    test: {
      file: 'test/store/inviter-phones.test.ts',
      name: 'of a hundred numbers at once five are compared',
    },
    says: 'to have a length of 5 but got',
  },
  {
    name: 'a check counts for whom it was asked',
    keeps: 'What a verifier says of somebody else, or of another check, verifies nobody.',
    take: {
      file: 'activities/providers/verifier.ts',
      text: 'if (isOurs && isKnown) return { kind: result };',
      instead: 'if (isKnown) return { kind: result };',
    },
    test: {
      file: 'test/delivery/verifier.test.ts',
      name: 'an answer about another person, check or key is not believed',
    },
    says: "{ kind: 'passed' } to match object { kind: 'doubtful' }",
  },
  {
    name: 'a callback of the verifier is signed',
    keeps: 'Nobody but the verifier has verifications asked about.',
    take: {
      file: 'activities/providers/callback.ts',
      text: "if (no !== null) return { ok: false, answer: refusalOf(401, 'NOT_BELIEVED', no) };",
      instead: '',
    },
    test: {
      file: 'test/delivery/verifier.test.ts',
      name: 'a callback that the verifier has not signed is looked at no further',
    },
    says: 'expected 204 to be 401',
  },
  {
    name: 'redemptions keep their stream as it is',
    keeps: 'A redemption that races with the settling of its stream is counted in it or refused.',
    take: {
      file: 'store/streams/read-streams.ts',
      text: "await lockStreamer(db, { campaign, streamer }, 'shared');",
      instead: '',
    },
    test: {
      file: 'test/store/streams.test.ts',
      name: 'a redemption that races with the settling of its stream is counted in it',
    },
    says: 'invitees',
  },
  {
    name: 'a stream ends after all that was counted in it',
    keeps: 'No redemption lies outside of its stream, although clocks of machines differ.',
    take: {
      file: 'store/streams/change-stream.ts',
      text: '(SELECT max(at) + 1 FROM redemption r WHERE r.campaign = s.campaign AND r.stream = s.id))',
      instead: '0)',
    },
    test: {
      file: 'test/store/streams.test.ts',
      name: 'a stream that is closed while somebody redeems ends after that, whatever the clocks say',
    },
    says: 'closedAt',
  },
];

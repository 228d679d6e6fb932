import type { Guard } from './guard.ts';

/** Guards in what decides: no service is needed to miss them. */
export const ruleGuards: readonly Guard[] = [
  {
    name: 'a repeated operation is answered as before',
    keeps: 'A command that comes again is not carried out again.',
    take: {
      file: 'rules/decide/draft.ts',
      text: 'return this.operations.get(id) ?? this.facts.operations.get(id);',
      instead:
        'return this.operations.get(`${id}-`) ?? this.facts.operations.get(`${id}-` as OpId);',
    },
    test: {
      file: 'test/rules/decide.test.ts',
      name: 'operations a repeated operation gets its stored answer and changes nothing',
    },
    says: "to deeply equal { ok: true, status: 'active'",
  },
  {
    name: 'an operation id stands for one body',
    keeps: 'Another command under a used id gets no answer that was meant for the first.',
    take: {
      file: 'rules/decide.ts',
      text: "stored.bodyHash === bodyHash ? stored.outcome : reject('OPERATION_REUSED')",
      instead: "stored.bodyHash === '' ? reject('OPERATION_REUSED') : stored.outcome",
    },
    test: {
      file: 'test/rules/decide.test.ts',
      name: 'operations another body under the same id is refused and does not replace what is stored',
    },
    says: "expected 'ok' to be 'OPERATION_REUSED'",
  },
  {
    name: 'a person redeems once in a campaign',
    keeps: 'Nobody earns rewards twice by redeeming again.',
    take: {
      file: 'rules/decide/use.ts',
      text: "if (draft.liveRedemptionOf(command.invitee)) return reject('ALREADY_REDEEMED');",
      instead: '',
    },
    test: {
      file: 'test/rules/decide.test.ts',
      name: 'who may redeem nobody redeems a code of their own, and nobody two codes of a campaign',
    },
    says: "expected 'ok' to be 'ALREADY_REDEEMED'",
  },
  {
    name: 'an unfit wording keeps a code pending',
    keeps: 'Nobody is brought in by an invitation that promises what nobody can keep.',
    take: {
      file: 'domain/code/state.ts',
      text: "return state.wordingHits > wordingHitsMax ? 'pending' : 'active';",
      instead: "return state.wordingHits < 0 ? 'pending' : 'active';",
    },
    test: {
      file: 'test/rules/wording.test.ts',
      name: 'a code of unfit wording takes no redemption until it is revised',
    },
    says: "expected 'ok' to be 'CODE_PENDING'",
  },
  {
    name: 'a reward is earned once',
    keeps: 'A milestone beyond the last one does not pay the same reward again.',
    take: {
      file: 'rules/decide/grant.ts',
      text: 'isReached(when, redemption) && !isReached(when, before)',
      instead: 'isReached(when, redemption) || isReached(when, before)',
    },
    test: {
      file: 'test/rules/sequences.test.ts',
      name: 'how often a reward for three orders is earned by the third, and once',
    },
    says: 'expected [ [], [], [ 100 ], [ 100 ], [ 100 ] ]',
  },
  {
    name: 'a grant fits in the budget',
    keeps: 'No more is promised than was funded.',
    take: {
      file: 'rules/decide/grant.ts',
      text: 'if (!draft.fits(budgetKey(reward.asset), minor * months)) {',
      instead: 'if (minor < 0) {',
    },
    test: {
      file: 'test/rules/grant.test.ts',
      name: 'the budget is spent to its last unit and never beyond',
    },
    says: 'counter registration/budget:CNY/2 would be 400',
  },
  {
    name: 'a grant fits under caps and limits',
    keeps:
      'One reward does not go beyond its bounds over a code, a line, a person or the campaign.',
    take: {
      file: 'rules/decide/grant.ts',
      text: "({ key, unit }) => !draft.fits(key, unit === 'amount' ? minor * months : 1),",
      instead:
        "({ key, unit }) => minor < 0 && !draft.fits(key, unit === 'amount' ? minor * months : 1),",
    },
    test: {
      file: 'test/rules/grant.test.ts',
      name: 'caps by count, and the refusal names the cap',
    },
    says: 'counter registration/cap:red-packet:count:inviter:',
  },
  {
    name: 'a limit has a window of time',
    keeps: 'What fits in a day is counted by the day, and begins anew after it.',
    take: {
      file: 'domain/commit/counters.ts',
      text: "every === null ? '' : `:${every}:${String(startOf(every, at, timeZone))}`",
      instead: "every === null ? '' : `:${every}:${String(startOf(every, at, timeZone) * 0)}`",
    },
    test: {
      file: 'test/rules/forms.test.ts',
      name: "limits begin anew at midnight by the campaign's clock, and not before",
    },
    says: 'to deeply equal [ 100 ]',
  },
  {
    name: 'a reward is held until its hold ends',
    keeps: 'Nothing is paid while it may still have to be taken back.',
    take: {
      file: 'rules/decide/book.ts',
      text: 'const heldUntil = plus(at, holdMs);',
      instead: 'const heldUntil = holdMs < 0 ? plus(at, holdMs) : at;',
    },
    test: {
      file: 'test/rules/grant.test.ts',
      name: 'when a reward is due at the end of its hold, by the code itself',
    },
    says: 'to match object { Object (rewards) }',
  },
  {
    name: 'a reservation ends by itself',
    keeps: 'A use that nobody confirms is not kept from others for ever.',
    take: {
      file: 'rules/decide/settle-rows.ts',
      text: "if (!isOwn || row.state !== 'reserved' || row.reservedUntil === null) return [];",
      instead: "if (!isOwn || row.state !== 'released' || row.reservedUntil === null) return [];",
    },
    test: {
      file: 'test/rules/decide.test.ts',
      name: 'reservations run out at their instant, and give their use and their person back',
    },
    says: 'expected 1 to be +0',
  },
  {
    name: 'a revoked code loses its held rewards',
    keeps: 'What was held for a code that was withdrawn is not paid out.',
    take: {
      file: 'rules/decide/operate.ts',
      text: "if (row.state === 'held') takeBack(draft, row, why);",
      instead: "if (row.state === 'voided') takeBack(draft, row, why);",
    },
    test: {
      file: 'test/rules/take-back.test.ts',
      name: 'a revocation under terms that void leaves held rewards voided',
    },
    says: "expected [ [ 'ann', 100, 'held' ] ] to deeply equal [ [ 'ann', 100, 'voided' ] ]",
  },
  {
    name: 'what is taken back frees what it took',
    keeps: 'Budget and caps are not used up by rewards that nobody has.',
    take: {
      file: 'rules/decide/book.ts',
      text: 'for (const [key, amount] of Object.entries(row.took)) draft.giveBack(key, amount);',
      instead: '',
    },
    test: {
      file: 'test/rules/take-back.test.ts',
      name: 'reversing a reward takes back what was paid, and both caps and budget get it back',
    },
    says: "expected [ [ 'ann', 100, 'reversed' ] ] to deeply equal",
  },
  {
    name: 'a payout that is under way is not taken back',
    keeps: 'A reward that a provider may be paying right now is not voided.',
    take: {
      file: 'rules/decide/part.ts',
      text: "if (!stoppable && (whole || !payoutsUnsent.has(row.id))) return reject('REWARD_IN_FLIGHT');",
      instead: "if (stoppable && !payoutsUnsent.has(row.id)) return reject('REWARD_IN_FLIGHT');",
    },
    test: {
      file: 'test/rules/take-back.test.ts',
      name: 'reversing a reward waits for the provider, happens once, and only here',
    },
    says: "expected 'ok' to be 'REWARD_IN_FLIGHT'",
  },
  {
    name: "a renewal fits in the operator's account",
    keeps: 'No operator is charged for more than was paid in.',
    take: {
      file: 'rules/decide/renew.ts',
      text: 'const granted = draft.fits(key, minor);',
      instead: 'const granted = draft.used(key) >= 0;',
    },
    test: {
      file: 'test/rules/renew.test.ts',
      name: 'smart renewal is refused and announced when the account is empty, and asked again after as many more',
    },
    says: 'counter registration/operator:CNY/2 would be 200',
  },
  {
    name: 'a redemption is cancelled once',
    keeps: 'Caps, budget and the use are not given back twice for one redemption.',
    take: {
      file: 'rules/decide/cancel.ts',
      text: "return reject('REDEMPTION_CANCELLED');",
      instead: 'return null;',
    },
    test: {
      file: 'test/rules/cancel.test.ts',
      name: 'a cancelled redemption is answered once for each operation, and cancelled once',
    },
    says: "to be 'REDEMPTION_CANCELLED'",
  },
  {
    name: 'a refund is kept until what it lowers is earned',
    keeps: 'Nobody is paid for a purchase that was refunded before the rest was reached.',
    take: {
      file: 'rules/decide/cancel.ts',
      text: 'const after = { ...row, reports, purchases',
      instead: 'const after = { ...row, purchases',
    },
    test: {
      file: 'test/rules/refunds.test.ts',
      name: 'a refund before the rest is reached stays when its redemption is cancelled and reopened',
    },
    says: 'to match object { left: 900 }',
  },
  {
    name: 'a redemption is reopened once',
    keeps: 'One cancelled redemption does not come back as two, each with its rewards.',
    take: {
      file: 'rules/decide/reopen.ts',
      text: 'if (reopenedAs !== null) {',
      instead: "if (reopenedAs === ('' as typeof reopenedAs)) {",
    },
    test: {
      file: 'test/rules/cancel.test.ts',
      name: 'a reopened redemption takes again what it took, once, under an id of its own',
    },
    says: 'NOT_CANCELLED',
  },
  {
    name: 'a reopening fits under its bounds',
    keeps: 'What others have taken meanwhile is not spent a second time.',
    take: {
      file: 'rules/decide/reopen.ts',
      text: 'if (!draft.fits(key, sum))',
      instead: 'if (!draft.fits(key, 0))',
    },
    test: {
      file: 'test/store/corrections.test.ts',
      name: 'a reopening and the redemptions of others never share the last unit of a budget',
    },
    says: 'counter',
  },
  {
    name: 'whoever is kept out stays out',
    keeps: 'A device that was banned comes in with no other code, and no code suffers for it.',
    take: {
      file: 'rules/decide/party.ts',
      text: 'if (!isBanned && until === null) continue;',
      instead: 'if (until === null) continue;',
    },
    test: {
      file: 'test/store/parties.test.ts',
      name: 'a sanction keeps a device out of every campaign for good, and nobody else out of anything',
    },
    says: 'to match object',
  },
  {
    name: 'ties within a batch count',
    keeps: 'Accounts of one payee are counted also when they come in the same moment.',
    take: {
      file: 'rules/values.ts',
      text: '[...facts.ties, ...ties, ...own]',
      instead: '[...facts.ties, ...own]',
    },
    test: {
      file: 'test/store/parties.test.ts',
      name: 'ties count people on a payee, within one batch as one by one',
    },
    says: "[ 'ok', 'ok', …(1) ]",
  },
];

/** Those of risk policies. */
export const policyDiagnosticCodes = {
  UNKNOWN_RULE: {
    meaning: 'the risk policy has no such rule',
    remedy: 'write the id of one of its rules',
  },
  RULE_NOT_RELAXED: {
    meaning: 'a rule about wordings holds for everybody, certified or not',
    remedy:
      'take its id out of the `whitelist`; what a word is listed as is changed in the word lists',
  },
  VOID_UNFOUNDED: {
    meaning: 'a ban takes held rewards back for what others can bring about, or of no person',
    remedy: 'write `heldRewards: keep`, or ban a person for what nobody else can bring about',
  },
  SANCTION_UNFOUNDED: {
    meaning:
      'a freeze or a ban falls on whoever asks, and its condition can hold by what others did alone',
    remedy:
      'add a fact of who asks, in each branch of `any`, or take an action that keeps nobody out: `review`, `verification`, `refuse`',
  },
  REVISION_CONDITION: {
    meaning: 'a rule that wants the wording revised asks for anything but the number of its hits',
    remedy:
      'compare `wordingHits` alone, by `greaterThan` with 0 or more or by `greaterThanInclusive` with 1 or more',
  },
  FREEZE_REVERSED: {
    meaning: 'a freeze is longer the first time than it may ever become',
    remedy: 'raise `upTo`',
  },
} as const;

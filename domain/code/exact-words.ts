/**
 * What rejections say that say more than their code: `{0}` and so on stand for what they are about.
 * The more exact stands first. Outcomes are kept in English; by this table, whoever shows one to an author says it in theirs.
 */
export const exactWords = {
  checkOfRegion: 'in {0} the invitee must pass the verification {1} first',
  propertyRefused: '{0} cannot be {1}: it is {2}',
  amountAsText: 'an amount of {0} as a text, such as "{1}"',
  textUpTo: 'a text of at most {0} characters',
  textOneOf: 'one of {0}',
  number: 'a number',
  numberBetween: 'a number, at least {0}, at most {1}',
  numberFrom: 'a number, at least {0}',
  numberTo: 'a number, at most {0}',
  flag: 'true or false',
  propertyNone: 'the milestone {0} has no property "{1}": it has none',
  propertyUnknown: 'the milestone {0} has no property "{1}": it has {2}',
  overPointsCap: 'that is over the cap of {0}: {1} more can be spent',
  pointsOfPerson: 'the person has {0} points of the campaign to spend',
  pointsPerSpend: '{0} points a purchase',
  pointsPercent: '{0} % of a purchase',
  pointsInAll: '{0} points in all',
  pointsPerMonth: '{0} points a month',
  pointsPerDay: '{0} points a day',
  reservationOver: 'the reservation of points ran out, and its points went back',
  reservationConfirmed: 'the reservation of points was confirmed',
  reservationReleased: 'the reservation of points was released',
  passwordWrong: 'the one-time password is wrong: {0}',
  dynamicCodeWrong: 'the dynamic code is wrong: {0}',
  oneMoreTry: '1 more try',
  moreTries: '{0} more tries',
  oneMoreTryThisHour: '1 more try this hour',
  moreTriesThisHour: '{0} more tries this hour',
  waitAnHour: 'wait an hour',
  anotherPassword: 'have another one sent',
  passwordTriesUsed: 'too many wrong one-time passwords were entered: have another one sent',
  dynamicCodeTriesUsed: 'too many wrong codes were entered: wait {0}',
  passwordNotYet: 'another one-time password cannot be sent yet, since {0}: wait {1}',
  passwordJustSent: 'one was sent just now',
  passwordsSent: '{0} were sent already',
  passwordsAsked: 'this phone has asked {0} times today',
  proposed: '{0} has proposed that; somebody else has to decide',
  reopenedAs: 'the redemption was reopened as {0}',
  budgetFull: 'the budget has no room for {0}',
  budgetNone: '{0} has no budget for {1}; it has one in {2}',
  budgetLeft: '{0} is more than is left of the budget of {1}: {2}',
  ownAward: '{0} gave this award; somebody else has to approve it',
  paidLeft: '{0} of what was paid is left, and no more can be taken back',
  refundUncounted:
    'no ladder counts what {0} reported, and no reward waits for it: a percentage or a band that was earned is reversed by itself, by what of the purchase was refunded',
  rewardLeft: '{0} of the reward is left, and no more can be taken back',
  purchaseLeft: '{0} of the purchase is left, and no more can be taken back',
  partOwed: 'a part is not returned: it is owed',
  notOfPurchase: 'the reward is not known to be a percentage or a band of a purchase',
  refusedAsWhole: 'what a provider has refused can be taken back as a whole only',
  allOrLess: 'so much of it that nothing were left to be sent: only all of it can be taken back',
  settledDebt: 'what was owed of it is settled already, or forgiven',
  cancelReserved:
    'the redemption is a reservation, which can be released: there is nothing to cancel',
  cancelReview: 'the redemption is in review, which can be refused: there is nothing to cancel',
  cancelReleased: 'the redemption was released: there is nothing to cancel',
  cancelRefused: 'the redemption was refused: there is nothing to cancel',
  resetStatus: 'a code that is {0} cannot be reset',
  resetSuccessor: 'the code has a successor',
  resetNever: 'the campaign allows no reset',
  resetsUsed: 'used {0} of {1} resets',
  resetNoRoom: 'the holder has as many open codes as the campaign allows',
} as const;

export type ExactWords = keyof typeof exactWords;

/** The words of a rejection about these values. */
export function exactly(name: ExactWords, ...values: readonly (string | number)[]): string {
  return exactWords[name].replaceAll(/\{(\d)\}/g, (_, place: string) =>
    String(values[Number(place)]),
  );
}

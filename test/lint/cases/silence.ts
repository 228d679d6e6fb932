import type { Case, Edit } from '../base.ts';

const silent = (line: string, comment: string): Edit => [line, `${line} # usher-ignore ${comment}`];
const cap: Edit = ['perCampaign: "1000"', 'perCampaign: "2000"'];
const budget = '  budget: { points: "1000" }';

export const silenceCases: readonly Case[] = [
  ['silenced on its line', [cap, silent('caps: { perCampaign: "2000" }', 'CAP_WITHOUT_EFFECT: the budget will grow'), silent(budget, 'WORST_CASE_ABOVE_BUDGET: it will grow')], []],
  ['silenced from the line above', [cap, ['      caps: { perCampaign: "2000" }', '      # usher-ignore CAP_WITHOUT_EFFECT: the budget will grow\n\n      # another comment\n      caps: { perCampaign: "2000" }'], silent(budget, 'WORST_CASE_ABOVE_BUDGET: it will grow')], []],
  ['without a reason', [['perCampaign: "1000"', 'perCampaign: "1100"'], silent('caps: { perCampaign: "1100" }', 'CAP_WITHOUT_EFFECT'), silent(budget, 'WORST_CASE_ABOVE_BUDGET:')], ['28:7 info CAP_WITHOUT_EFFECT', '28:37 warning SILENCE_WITHOUT_REASON', '29:21 warning WORST_CASE_ABOVE_BUDGET', '29:30 warning SILENCE_WITHOUT_REASON']],
  ['without an id', [silent(budget, ': because')], ['29:30 warning SILENCE_WITHOUT_EFFECT']],
  ['without anything', [silent(budget, '')], ['29:30 warning SILENCE_WITHOUT_REASON']],
  ['with blanks for a reason', [silent(budget, 'WORST_CASE_ABOVE_BUDGET:   ')], ['29:30 warning SILENCE_WITHOUT_REASON']],
  ['two ids in one', [cap, silent(budget, 'WORST_CASE_ABOVE_BUDGET, NO_EFFECT: it lasts')], ['28:7 info CAP_WITHOUT_EFFECT', '29:21 warning WORST_CASE_ABOVE_BUDGET', '29:30 warning SILENCE_WITHOUT_EFFECT']],
  ['a reason without a colon', [silent(budget, 'WORST_CASE_ABOVE_BUDGET it lasts')], ['29:30 warning SILENCE_WITHOUT_EFFECT']],
  ['written with capitals', [cap, ['perCampaign: "2000" }', 'perCampaign: "2000" } # Usher-Ignore CAP_WITHOUT_EFFECT: it lasts'], silent(budget, 'WORST_CASE_ABOVE_BUDGET: it lasts')], ['28:7 info CAP_WITHOUT_EFFECT', '28:37 warning SILENCE_WITHOUT_EFFECT']],
  ['written with an underscore', [[budget, `${budget} # usher_ignore WORST_CASE_ABOVE_BUDGET: it lasts`]], ['29:30 warning SILENCE_WITHOUT_EFFECT']],
  ['a word that begins alike', [[budget, `${budget} # usher-ignored things are listed`]], []],
  ['what is not found', [silent(budget, 'WORST_CASE_ABOVE_BUDGET: it lasts')], ['29:30 warning SILENCE_WITHOUT_EFFECT']],
  ['on another line', [['milestones: [registered]', 'milestones: [registered, bought]'], silent(budget, 'MILESTONE_UNUSED: it is only counted')], ['20:28 info MILESTONE_UNUSED', '29:30 warning SILENCE_WITHOUT_EFFECT']],
  ['what there is not', [silent(budget, 'WORST_CASE_ABOVE_BUDGETS: it lasts')], ['29:30 warning SILENCE_WITHOUT_EFFECT']],
  ['a word that is like none', [silent(budget, 'E501: long line')], ['29:30 warning SILENCE_WITHOUT_EFFECT']],
  ['an id in small letters', [silent(budget, 'no_effect: no')], ['29:30 warning SILENCE_WITHOUT_EFFECT']],
  ['what may not be', [['  budget:', '  distribution: { levels: 2 } # usher-ignore DISTRIBUTION_UNACKNOWLEDGED: fine\n  budget:']], ['29:27 error DISTRIBUTION_UNACKNOWLEDGED', '29:31 warning SILENCE_REFUSED']],
  ['an error of the compiler', [['lifetime: 24h', 'lifetime: 24 # usher-ignore BAD_DURATION: it is hours']], ['16:15 error WRONG_TYPE']],
  ['the error that is there', [['lifetime: 24h', 'lifetime: 24 # usher-ignore WRONG_TYPE: it is hours']], ['16:15 error WRONG_TYPE', '16:18 warning SILENCE_REFUSED']],
  ['a warning of the compiler', [['  budget: { points: "1000" }', '  budget:\n    points: "1000"\n    "item:hat": "5" # usher-ignore UNUSED_BUDGET: hats come in spring']], []],
  ['in a file that does not compile', [['lifetime: 24h', 'lifetime: 24'], silent(budget, 'WORST_CASE_ABOVE_BUDGET: it lasts')], ['16:15 error WRONG_TYPE']],
  ['in a text, where it is none', [['title: Invite a friend', 'title: "Invite # usher-ignore NO_EFFECT"']], []],
  ['twice, of which one is too many', [['milestones: [registered]', '# usher-ignore MILESTONE_UNUSED: it is only counted\n  milestones: [registered, bought] # usher-ignore MILESTONE_UNUSED: again']], ['21:36 warning SILENCE_WITHOUT_EFFECT']],
];

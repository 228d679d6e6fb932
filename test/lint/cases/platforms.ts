import type { Case, Edit } from '../base.ts';
import { cash } from './cash.ts';

const extension = (text: string): Edit => ['settleFor: 30d', `extension: { ${text} }\n    settleFor: 30d`];
const renewal = (by: string, upTo: string): Edit => ['settleFor: 30d', `renewal: { everyUses: 10, by: ${by}, upTo: ${upTo}, price: "1.00", currency: CNY }\n    settleFor: 30d`];
const perCode: readonly Edit[] = [['perPerson: "20.00"', 'perCode: "90.00"']];
const limits = (text: string): Edit => ['  budget:', `      limits: [${text}] # usher-ignore CAP_ESCAPED: names are verified\n  budget:`];
/** A second red packet, of a yuan, ten times a person as well. */
const second: readonly Edit[] = [
  ['perPerson: "20.00"', 'perCode: "20.00", perPerson: "20.00"'],
  ['CNY: "1000.00"', 'CNY: "1500.00"'],
  ['milestones: [registered]', 'milestones: [registered, verified]'],
  ['  budget:', '    - { id: more, template: cash, currency: CNY, to: inviter, when: { invitee: [verified] }, amount: "1.00", payout: { timing: instant, hold: 7d }, caps: { perCode: "10.00", perPerson: "10.00", perCampaign: "500.00" } } # usher-ignore CAP_ESCAPED: names are verified\n  budget:'],
];
const minimum = (amount: string, more = ''): Edit => ['  budget:', `  payouts: { minimum: { CNY: ${amount} }${more} }\n  budget:`];
/** Seven times a hundred and twenty yuan, and no more than one a day. */
const large: readonly Edit[] = [['amount: "2.00"', 'amount: "120.00"'], ['perPerson: "20.00"', 'perCode: "900.00", perPerson: "900.00"']];
const small: readonly Edit[] = [['amount: "2.00"', 'amount: "0.40"'], ['perPerson: "20.00"', 'perPerson: "4.00"']];
const wechat: Edit = ['platform: generic', 'platform: wechat'];
const alipay: Edit = ['platform: generic', 'platform: alipay'];
const douyin: Edit = ['platform: generic', 'platform: douyin'];
const support: readonly Edit[] = [['generation: automatic', 'generation: manual\n    givenOut: by-support'], ['length: 14', 'length: 14, checkCharacter: true'], ['lifetime: 24h', 'lifetime: 7d']];
const allocated: readonly Edit[] = [['generation: automatic', 'generation: automatic\n    givenOut: by-allocation'], ['usesMax: 50', 'usesMax: 1'], ['  budget:', '  tracking: { regions: true }\n  budget:']];
const levels = (text: string): Edit => ['  budget:', `  distribution: { ${text} }\n  budget:`];
const ofLevel = (level: number): Edit => ['to: inviter', `to: inviter\n      level: ${level}`];
const says = (text: string): Edit => ['  budget:', `  wording: { invitation: ${JSON.stringify(text)} }\n  budget:`];

export const platformCases: readonly Case[] = [
  ['wechat in points', [wechat], []],
  ['wechat in cash', [...cash, wechat], []],
  ['a packet of fifty fen', [...cash, wechat, ['amount: "2.00"', 'amount: "0.50"']], ['27:15 error WECHAT_RED_PACKET_BOUNDS']],
  ['a packet of three hundred yuan', [...cash, wechat, ['amount: "2.00"', 'amount: "300.00"'], ['perPerson: "20.00"', 'perPerson: "300.00"'], ['caps: {', 'caps: { perCode: "300.00", ']], ['27:15 error WECHAT_RED_PACKET_BOUNDS']],
  ['a packet of fifty fen elsewhere', [...cash, ['amount: "2.00"', 'amount: "0.50"']], []],
  ['a small packet in dollars', [...cash, wechat, ['currency: CNY', 'currency: USD'], ['amount: "2.00"', 'amount: "0.50"'], ['CNY: "1000.00"', 'USD: "1000.00"']], ['24:17 error WECHAT_CURRENCY']],
  ['dollars elsewhere', [...cash, ['currency: CNY', 'currency: USD'], ['CNY: "1000.00"', 'USD: "1000.00"']], []],
  ['dollars in points on wechat', [wechat, ['milestones: [registered]', 'milestones: [{ id: registered, properties: { fee: { type: money, currency: USD } } }]']], []],
  ['a minimum below a packet', [...cash, wechat, minimum('"0.50"')], ['30:30 error WECHAT_RED_PACKET_BOUNDS']],
  ['a minimum of a packet', [...cash, wechat, minimum('"1.00"')], []],
  ['a minimum beyond a packet', [...cash, wechat, ...large, minimum('"200.01"')], ['30:30 error WECHAT_RED_PACKET_BOUNDS']],
  ['a minimum beyond a packet elsewhere', [...cash, ...large, minimum('"200.01"')], []],
  ['rewards that gather beyond a packet', [...cash, wechat, ...large, minimum('"150.00"')], ['30:30 warning WECHAT_GATHERED_BEYOND_PACKET']],
  ['rewards that gather to a packet', [...cash, wechat, ...large, ['amount: "120.00"', 'amount: "100.00"'], minimum('"150.00"')], []],
  ['rewards that gather to a packet from the minimum that is proposed', [...cash, wechat, ...large, minimum('"80.01"')], []],
  ['rewards that gather to a packet, as no more can be earned', [...cash, wechat, ...large, ['perPerson: "900.00"', 'perPerson: "160.00"'], minimum('"150.00"')], []],
  ['small rewards that gather to a packet', [...cash, wechat, ...small, minimum('"1.00"', ', atEnd: keep')], []],
  ['small rewards that go out at the end', [...cash, wechat, ...small, minimum('"1.00"')], ['27:15 error WECHAT_RED_PACKET_BOUNDS']],
  ['small rewards that gather to less', [...cash, wechat, ...small, minimum('"0.90"', ', atEnd: keep')], ['27:15 error WECHAT_RED_PACKET_BOUNDS', '30:30 error WECHAT_RED_PACKET_BOUNDS']],
  ['a step below a packet', [...cash, wechat, ['amount: "2.00"', 'bands: { over: campaign, bands: [{ invitees: 1, amount: "0.50" }, { invitees: 9, amount: "2.00" }] }']], ['27:63 error WECHAT_RED_PACKET_BOUNDS']],
  ['a decay below a packet', [...cash, wechat, ['amount: "2.00"', 'decay: { over: campaign, first: "4.00", floor: "0.10" }']], ['27:54 error WECHAT_RED_PACKET_BOUNDS', '29:7 warning WECHAT_DAILY_LIMIT']],
  ['random packets below and above what is sent', [...cash, wechat, ['amount: "2.00"', 'random: { packets: 100, total: "300.00", least: "0.30", most: "250.00" }'], ['perPerson: "20.00"', 'perCode: "250.00", times: { perPerson: 3 }']], ['27:55 error WECHAT_RED_PACKET_BOUNDS', '27:69 error WECHAT_RED_PACKET_BOUNDS']],
  ['random packets as they are sent', [...cash, wechat, ['amount: "2.00"', 'random: { packets: 100, total: "300.00", least: "1.00", most: "20.00" }'], ['perPerson: "20.00"', 'perCode: "20.00", times: { perPerson: 3 }']], []],
  ['packets without limit', [...cash, wechat, ['perPerson: "20.00"', 'perCode: "90.00"']], ['29:7 warning WECHAT_DAILY_LIMIT']],
  ['more than a thousand yuan a day', [...cash, wechat, ['amount: "2.00"', 'amount: "200.00"'], ['perPerson: "20.00"', 'perCode: "2000.00", times: { perPerson: 10 }']], []],
  ['a day that a limit bounds', [...cash, wechat, ...perCode, limits('{ of: person, every: day, times: 10 }')], []],
  ['a day that a limit bounds, in hours', [...cash, wechat, ...perCode, limits('{ of: person, every: hour, times: 1 }')], ['29:7 warning WECHAT_DAILY_LIMIT']],
  ['a day that a limit bounds, paid in weekly batches', [...cash, wechat, ['timing: instant', 'timing: weekly'], ...perCode, limits('{ of: person, every: day, times: 2 }')], ['29:7 warning WECHAT_DAILY_LIMIT']],
  ['a day of two rewards that are too many together', [...cash, wechat, ...second], ['21:3 warning WECHAT_DAILY_LIMIT']],
  ['a day of two rewards that share a limit', [...cash, wechat, ...second, ['  budget:', '  limits: [{ of: person, every: day, times: 10 }] # usher-ignore CAP_ESCAPED: names are verified\n  budget:']], []],
  ['a batch beyond what a merchant sends', [...cash, wechat, ['timing: instant', 'timing: weekly'], ['CNY: "1000.00"', 'CNY: "2000000.00"']], ['30:18 warning WECHAT_DAILY_LIMIT']],
  ['a reported share on wechat', [wechat, extension('on: share-reported, by: 6h, upTo: 72h')], ['17:22 warning WECHAT_REWARDED_SHARING']],
  ['heads on wechat', [wechat, ['invitee: [registered]', 'invitee: [redeemed]'], ['milestones: [registered]', 'milestones: []']], ['25:24 warning WECHAT_REWARDED_SHARING']],
  ['heads on wechat, for the invitee', [wechat, ['to: inviter', 'to: invitee'], ['invitee: [registered]', 'invitee: [redeemed]'], ['milestones: [registered]', 'milestones: []']], []],
  ['two levels on wechat', [wechat, levels('levels: 2, acknowledgedBy: "Li Wei, legal"')], ['29:27 warning LEVELS_UNUSED', '29:27 error WECHAT_DISTRIBUTION']],
  ['alipay as it is', [alipay, ...support], []],
  ['alipay, a day', [alipay, ...support.slice(0, 2)], ['17:15 error ALIPAY_VALIDITY']],
  ['alipay, long-term', [alipay, ...support, ['lifetime: 7d', 'lifetime: long-term']], ['17:15 error ALIPAY_VALIDITY']],
  ['alipay, extended', [alipay, ...support, extension('by: 6h, upTo: 8d')], ['18:5 error ALIPAY_VALIDITY']],
  ['alipay, renewed', [alipay, ...support, renewal('7d', '8d')], ['18:5 error ALIPAY_VALIDITY']],
  ['alipay, reset', [alipay, ...support, ['settleFor: 30d', 'reset: {}\n    settleFor: 30d']], ['18:5 error ALIPAY_VALIDITY']],
  ['alipay, redeemed as a member code', [alipay, ...support, ['settleFor: 30d', 'onExpiry: { action: convert, redeem: accepted }\n    settleFor: 30d']], ['18:42 error ALIPAY_VALIDITY']],
  ['alipay, a member code', [alipay, ...support, ['settleFor: 30d', 'onExpiry: { action: convert }\n    settleFor: 30d']], []],
  ['redeemed as a member code elsewhere', [['settleFor: 30d', 'onExpiry: { action: convert, redeem: accepted }\n    settleFor: 30d']], []],
  ['alipay, made by the system', [alipay, support[2] ?? alipay], ['11:17 error ALIPAY_GENERATION']],
  ['alipay, on request', [alipay, ...support, ['    givenOut: by-support\n', '']], ['10:3 error ALIPAY_GENERATION']],
  ['alipay, in cash', [...cash, alipay, ...support], ['24:17 error ALIPAY_REWARD']],
  ['alipay, days of a privilege', [alipay, ...support, ['template: points', 'template: privilege\n      privilege: vip'], ['points: "1000"', '"privilege:vip": "1000"']], ['24:17 error ALIPAY_REWARD']],
  ['alipay, a coupon', [alipay, ...support, ['template: points', 'template: coupon\n      coupon: coffee'], ['points: "1000"', '"coupon:coffee": "1000"']], []],
  ['douyin as it is', [douyin, ...allocated], []],
  ['douyin, on request', [douyin, ...allocated.slice(1)], ['10:3 error DOUYIN_ALLOCATION']],
  ['douyin, five uses', [douyin, ...allocated, ['usesMax: 1', 'usesMax: 5']], ['19:26 error DOUYIN_SINGLE_USE']],
  ['douyin, without limit', [douyin, ...allocated, ['usesMax: 1, ', '']], ['19:3 error DOUYIN_SINGLE_USE']],
  ['douyin, without regions', [douyin, ...allocated.slice(0, 2)], ['7:1 warning DOUYIN_REGIONS']],
  ['given out by nobody', [['generation: automatic', 'generation: automatic\n    givenOut: by-luck']], ['12:15 error NOT_ONE_OF']],
  ['two levels, nobody answers', [levels('levels: 2')], ['29:27 error DISTRIBUTION_UNACKNOWLEDGED']],
  ['two levels, a blank answers', [levels('levels: 2, acknowledgedBy: " "')], ['29:27 error DISTRIBUTION_UNACKNOWLEDGED']],
  ['two levels, somebody answers', [levels('levels: 2, acknowledgedBy: "Li Wei, legal"')], ['29:27 warning LEVELS_UNUSED']],
  ['three levels, nobody answers', [levels('levels: 3')], ['29:27 warning DISTRIBUTION_DEPTH', '29:27 error DISTRIBUTION_UNACKNOWLEDGED']],
  ['three levels, somebody answers', [levels('levels: 3, acknowledgedBy: "Li Wei, legal"')], ['29:27 warning DISTRIBUTION_DEPTH', '29:27 warning LEVELS_UNUSED']],
  ['two levels, and a reward of the second', [levels('levels: 2, acknowledgedBy: "Li Wei, legal"'), ofLevel(2)], ['25:14 warning LEVELS_PAY_ONESELF']],
  ['three levels, and a reward of the second', [levels('levels: 3, acknowledgedBy: "Li Wei, legal"'), ofLevel(2)], ['25:14 warning LEVELS_PAY_ONESELF', '30:27 warning DISTRIBUTION_DEPTH', '30:27 warning LEVELS_UNUSED']],
  ['four levels', [levels('levels: 4, acknowledgedBy: "Li Wei, legal"')], ['29:27 error OUT_OF_RANGE']],
  ['no level', [levels('levels: 0')], ['29:27 error OUT_OF_RANGE']],
  ['a harmless text', [says('Join me, and we both get points.')], []],
  ['a promise', [says('Guaranteed  PROFIT for you')], ['29:26 error WORDING_SENSITIVE']],
  ['a promise in Chinese', [says('零 风 险，月入过万')], ['29:26 error WORDING_SENSITIVE', '29:26 error WORDING_SENSITIVE']],
  ['a promise in full width, with something invisible', [says('Ｇｅｔ Ｒｉ\u200bｃｈ')], ['29:26 error WORDING_SENSITIVE']],
  ['part of another word', [says('A scheme-like pyramid, casinograms')], []],
  ['pressing', [says('Share to unlock your points')], ['29:26 warning WORDING_INDUCES']],
  ['pressing in Chinese', [says('转发领红包')], ['29:26 warning WORDING_INDUCES']],
  ['a number of groups', [says('Share to 3 groups to unlock your points')], ['29:26 warning WORDING_INDUCES']],
  ['a number of groups in Chinese', [says('分享到三个群，就有积分')], ['29:26 warning WORDING_INDUCES']],
  ['a number of friends, in digits apart', [says('转发给 5 位好友')], ['29:26 warning WORDING_INDUCES']],
  ['forwarding to unlock', [says('Forward to unlock a gift')], ['29:26 warning WORDING_INDUCES']],
  ['help that friends are to give', [says('快来，求好友助力')], ['29:26 warning WORDING_INDUCES']],
  ['help that is given to others', [says('你我一起助力乡村图书馆')], []],
  ['moments', [says('Post on Moments, please')], ['29:26 warning WORDING_INDUCES']],
  ['a superlative', [says('最佳的咖啡')], ['29:26 error WORDING_SENSITIVE']],
  ['the lowest price', [says('全场最低价')], ['29:26 error WORDING_SENSITIVE']],
  ['a season at its best', [says('樱花最佳观赏期，一起去吧')], []],
  ['friends without a demand', [says('我和三个好友一起报了名，你也来')], []],
  ['both', [says('躺赚！分享到朋友圈')], ['29:26 warning WORDING_INDUCES', '29:26 error WORDING_SENSITIVE']],
  ['a text that is too long', [says('x'.repeat(501))], ['29:26 error OUT_OF_RANGE']],
  ['a text that is none', [['  budget:', '  wording: { invitation: 7 }\n  budget:']], ['29:26 error WRONG_TYPE']],
];

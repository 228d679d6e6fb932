/** Messages and suggestions of findings about terms that stand against each other: plans, times, regions and limits. */
export const lintTerms: Readonly<Record<string, string>> = {
  '{0} are planned to be spent, and the budget is {1}': '计划支出 {0}，而预算为 {1}',
  'at most "{0}", or a higher budget': '至多 "{0}"，或提高预算',
  '{0} are planned to be spent, and all rewards come to {1} at worst':
    '计划支出 {0}，而所有奖励最坏也只有 {1}',
  'at most "{0}", or higher caps': '至多 "{0}"，或提高上限',
  '{0} codes are planned, and no more than {1} can be issued': '计划 {0} 个码，而至多能发 {1} 个',
  'at most {0}, or a higher liveCodesMax': '至多 {0}，或提高 liveCodesMax',
  '{0} invitees are planned, and no more than {1} can redeem':
    '计划 {0} 位被邀请人，而至多有 {1} 位能兑换',
  'at most {0}, or a higher liveCodesMax or usesMax': '至多 {0}，或提高 liveCodesMax 或 usesMax',
  '{0} invitees are to reach {1}, and only {2} to redeem':
    '计划 {0} 位被邀请人达到 {1}，而只有 {2} 位兑换',
  '{0} % of {1} invitees are {2}, and {3} are to reach {4}':
    '{1} 位被邀请人的 {0} % 是 {2} 位，而计划 {3} 位达到 {4}',
  '"{0}", or {1} invitees': '"{0}"，或 {1} 位被邀请人',
  '{0} invitees are to redeem {1} codes, which take {2} each with those that follow in their place':
    '计划 {0} 位被邀请人兑换 {1} 个码，而每个码连同接替它的码至多接受 {2} 位',
  'at most {0}, or more codes': '至多 {0}，或更多的码',
  '{0} for each of {1} invitees are {2}, and {3} are planned to be spent':
    '{1} 位被邀请人每位 {0} 共 {2}，而计划支出 {3}',
  '"{0}", or "{1}" to spend': '"{0}"，或支出 "{1}"',
  'nobody fulfils this condition at a time at which codes may be redeemed, only by a later report':
    '在可以兑换的时间里没有人满足这个条件，只有之后的上报才可能满足',
  'hours within redemption.openingHours, unless the time of the report is meant':
    'redemption.openingHours 之内的时间，除非指的就是上报的时间',
  'days and hours between the start and the end of the campaign': '活动开始与结束之间的星期和时间',
  'the campaign is over before codes may be redeemed for the first time':
    '还没有一次可以兑换，活动就已结束',
  '{0} do not come while the campaign runs': '活动进行期间没有 {0} 这一时段',
  'on {0} at {1} it is open by {2} already': '{0} {1} 已由 {2} 开放',
  'hours that begin when the others end, or one entry for both':
    '在前一时段结束时开始，或把两者合为一项',
  'nobody may redeem: each region that is listed is refused, or is none, and so are all others':
    '谁也不能兑换：所列的每个地区都被拒绝或并不存在，其余地区也都被拒绝',
  'redeem: accepted for a region, or otherwise: accepted':
    '某个地区的 redeem: accepted，或 otherwise: accepted',
  'reward "{0}" is never granted: what is granted before it uses up the limit that they share in spec.limits[{1}]':
    '奖励“{0}”永远发不出去：在它之前发放的奖励已用尽它们在 spec.limits[{1}] 中共用的限额',
  'a higher limit, or no limit that they share': '提高限额，或不要共用的限额',
  'points of reward "{0}" that are earned as the campaign ends expire before they can be spent':
    '奖励“{0}”在活动结束时挣到的积分，还不能花就已过期',
  'no purchase of {0} and more earns this reward, by what it waits for':
    '按这份奖励所等待的，没有 {0} 及以上的购买能得到它',
  'no purchase of {0} and less than {1} earns this reward, by what it waits for':
    '按这份奖励所等待的，没有 {0} 及以上、不足 {1} 的购买能得到它',
  'bands of purchases that atLeast and the condition let through': 'atLeast 和条件所允许的购买分档',
  'the limit of {0} a {1}': '每个{1} {0} 的限额',
  '{0} invitee': '{0} 个被邀请人',
  '{0} invitees': '{0} 个被邀请人',
  '{0} redemption': '{0} 次兑换',
  '{0} redemptions': '{0} 次兑换',
  '{0} lifetime': '{0} 轮有效期',
  '{0} month': '{0} 个月',
  '{0} side': '{0} 方',
  '{0} hour': '{0} 小时',
  '{0} day': '{0} 天',
  '{0} week': '{0} 周',
  '{0} packet': '{0} 个红包',
  '{0} point': '{0} 积分',
  '{0} points': '{0} 积分',
  '{0} invitee of a second account, which an inviter has invited, brings that inviter up to {1} more':
    '邀请人先邀请自己的第二个账号，再由它邀请 {0} 人，最多可多得 {1}',
  'nobody fulfils this condition while the campaign runs, on {0}':
    '活动进行期间（{0}）没有人满足这个条件',
  'a day and an hour that the campaign has, or a longer campaign':
    '活动中有的星期和时间，或更长的活动',
  'nobody fulfils this condition by the days, hours, amounts and regions of the other terms together':
    '其他条款的星期、时间、金额和地区合在一起，使没有人满足这个条件',
  'days, hours, amounts and regions that the other terms allow':
    '其他条款所允许的星期、时间、金额和地区',
  '{0} of at least {1}': '至少 {1} 的 {0}',
  'nobody fulfils this condition, since the reward waits for {0}':
    '没有人满足这个条件，因为奖励等待{0}',
  'amounts of that much and more, or a smaller atLeast': '这么多或更多的金额，或更小的 atLeast',
  'regions that scenario.regions accepts': 'scenario.regions 所接受的地区',
  'nobody from a region from which codes are redeemed fulfils this condition':
    '可以兑换的地区中没有人满足这个条件',
  'nobody fulfils this condition, since codes are redeemed from {0} alone':
    '没有人满足这个条件，因为只能从 {0} 兑换',
  'nobody who redeems fulfils this condition, since codes may be redeemed at {0} alone':
    '兑换的人没有一个满足这个条件，因为只能在 {0} 兑换',
  'hours within redemption.openingHours': 'redemption.openingHours 之内的时间',
};

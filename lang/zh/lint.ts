/** Messages and suggestions of findings. */
export const lint: Readonly<Record<string, string>> = {
  'a script can report shares until the code lives as long as it may':
    '脚本可以不断上报分享，直到码活到上限',
  'share-opened, or share-opened-by-new': 'share-opened，或 share-opened-by-new',
  'policy none has no rules, and this campaign pays cash': '策略 none 没有规则，而该活动发放现金',
  'one person with two accounts earns this by inviting himself': '一个人用两个账号邀请自己就能得到',
  'a milestone that your service reports, such as real-name-verified':
    '由你的服务上报的里程碑，例如 real-name-verified',
  something: '一份奖励',
  '{0} keep the code alive, and each invitee brings {1} without a cap':
    '{0}让码一直有效，每个被邀请人带来 {1}，没有上限',
  renewals: '续期',
  resets: '重置',
  'caps with perCode, perLineage or perPerson': '在 caps 中写 perCode、perLineage 或 perPerson',
  'nobody can fulfil this condition': '没有人能满足这个条件',
  'comparisons that can hold together, of facts that are known by then':
    '能够同时成立、且届时已知其事实的比较',
  'everybody fulfils this condition': '所有人都满足这个条件',
  'another value, or no condition': '换一个值，或不要条件',
  '"{0}" is compared as it stands, not as a pattern': '“{0}”按原样比较，不作为模式',
  'the values themselves, listed with operator in': '把各个值用运算符 in 列出来',
  '{0}: {1}': '{0}：{1}',
  '{0}; {1}': '{0}；{1}',
  'the rewards promise {0} at worst ({1}) against a budget of {2}':
    '各奖励最坏共承诺 {0}（{1}），而预算为 {2}',
  'the rewards promise an unbounded amount ({0}) against a budget of {1}':
    '各奖励的承诺没有上界（{0}），而预算为 {1}',
  'any amount': '不限金额',
  'together: {0}': '合计：{0}',
  '{0} (at most {1})': '{0}（最多 {1}）',
  '{0} (any number of invitees)': '{0}（被邀请人数不限）',
  '{0} a use': '每次使用 {0}',
  '{0} in all': '总共 {0}',
  '{0} a channel': '每个渠道 {0}',
  '{0} each hour': '每小时{0}',
  '{0} each day': '每天{0}',
  '{0} each week': '每周{0}',
  '{0} each month': '每月{0}',
  '{0} use': '{0} 次使用',
  '{0} uses': '{0} 次使用',
  '{0} code open': '{0} 个未结的码',
  '{0} codes open': '{0} 个未结的码',
  '{0} lifetimes': '{0} 轮有效期',
  '{0} channels, one of them none': '{0} 个渠道（含无渠道）',
  '{0} hours': '{0} 小时',
  '{0} days': '{0} 天',
  '{0} weeks': '{0} 周',
  'any number of channels': '渠道数不限',
  'any number of hours': '小时数不限',
  'any number of days': '天数不限',
  'any number of weeks': '周数不限',
  'any number of uses': '使用次数不限',
  'any number of codes': '码数不限',
  'any number of lifetimes': '有效期轮数不限',
  'both sides': '双方',
  'a higher budget, perCampaign or redemptions in caps, or a reason why it may run out':
    '提高预算，在 caps 中写 perCampaign 或 redemptions，或说明预算为何可以用尽',
  '{0} sides': '{0} 方',
  '{0} × {1}': '{0} × {1}',
  '{0} levels are paid, and nobody answers for it': '有 {0} 个层级获得奖励，却没有人为此负责',
  'levels: 1, or acknowledgedBy with a name': 'levels: 1，或在 acknowledgedBy 中写明负责人',
  'three levels are paid, and with thirty people in one tree that is a criminal threshold':
    '三个层级获得奖励，同一棵树满三十人就达到刑事追诉标准',
  'levels: 2, or a reason why three are lawful': 'levels: 2，或说明三级为何合法',
  'of {0} codes out of {1} about {2} will be drawn again':
    '{0} 个码分布在 {1} 中，约有 {2} 个要重新抽取',
  '{0} live codes out of {1} pay without a login: one guess in {2} hits, and {3} guesses in 30 days hit with a chance of {4} %':
    '{0} 个有效码分布在 {1} 中，无需登录即可得到现金：平均每猜 {2} 次命中一次，30 天内猜 {3} 次的命中概率为 {4}%',
  'length: {0}, or login: true': 'length: {0}，或 login: true',
  'codes made by hand mix capital and small letters': '人工制作的码混用大小写字母',
  'codes made by hand are typed by people, and have no check character':
    '人工制作的码要由人输入，却没有校验字符',
  'codes of digits are typed by people, and have no check character':
    '纯数字的码要由人输入，却没有校验字符',
  '{0} possible ones': '{0} 种可能',
  'no reward waits for "{0}"': '没有奖励等待“{0}”',
  'a reward that does, or nothing if it is only counted': '等待它的奖励；若只用于统计，可不改',
  'nobody can reach this after the code has expired, and settleFor is 0s':
    '码过期后没有人再能达到，而 settleFor 为 0s',
  'it is held for {0}, but codes are to be settled after {1}': '保留 {0}，而码在 {1} 后就要结清',
  'settleFor: {0}, or a shorter hold': 'settleFor: {0}，或缩短保留期',
  'nothing is left of it at step {0}, invitee {1}': '到第 {0} 级（第 {1} 个被邀请人）已递减为零',
  'the cap of {0} lies above the budget of {1}': '上限 {0} 高于预算 {1}',
  'a lower cap, or a higher budget': '降低上限，或提高预算',
  'codes are made by the system': '码由系统制作',
  '{0} cannot be given out there': '那里不能发放 {0}',
  'codes live until the campaign ends': '码有效至活动结束',
  'codes live for ever': '码永久有效',
  'codes live {0}': '码有效 {0}',
  '{0} changes how long a code lives': '{0} 会改变码的有效期',
  'no {0}': '不写 {0}',
  'a code may be used without limit': '码的使用次数不限',
  'a code may be used {0} times': '码可以使用 {0} 次',
  'regions are not counted': '没有统计地区',
  'codes are given out on request': '码按申请发放',
  'codes are given out by support': '码由技术支持发放',
  'codes are given out by allocation': '码按分配规则发放',
  'the inviter is paid for a friend who does nothing but redeem': '好友只是兑换，邀请人就得到报酬',
  'a milestone of what the friend does': '好友所做之事的里程碑',
  'the act of sharing lengthens the life of a code': '分享行为本身延长了码的有效期',
  '{0} levels are paid': '有 {0} 个层级获得奖励',
  '{0} is no red packet': '{0} 不能作为红包',
  '"1.00" to "200.00"': '"1.00" 至 "200.00"',
  'up to {0}': '最多 {0}',
  'packets without limit': '不限个数的红包',
  'one person may be due {0} on one day; WeChat Pay sends 10, and 1,000.00 CNY':
    '一个人一天内可能应得{0}；微信支付只发 10 个，且不超过 1,000.00 CNY',
  'all rewards together may be due one person {0} on one day, of {1}; WeChat Pay sends 10, and 1,000.00 CNY':
    '各项奖励合计，一个人一天内可能应得{0}，共 {1}；微信支付只发 10 个，且不超过 1,000.00 CNY',
  'limits: [{ of: person, every: day, times: 10 }] in spec':
    '在 spec 中写 limits: [{ of: person, every: day, times: 10 }]',
  'times: { perPerson: 10 } in caps': '在 caps 中写 times: { perPerson: 10 }',
  'a batch may send {0} on one day; a merchant sends {1}':
    '一批可能在一天内发放 {0}；一个商户最多发 {1}',
  'timing: instant, or a smaller budget': 'timing: instant，或减少预算',
  'no reason is given': '没有写理由',
  '# usher-ignore {0}: why it may stay': '# usher-ignore {0}: 为何可以保留',
  'there is no finding "{0}"': '没有检查项“{0}”',
  'an id of docs/findings.md': 'docs/findings.zh.md 中的一个 id',
  '{0} cannot be silenced': '{0} 不能忽略',
  '{0} is not found on line {1}': '第 {1} 行没有 {0}',
  'no such comment': '去掉这条注释',
  'amounts that do not fall, or a reason why nobody has two accounts':
    '不递减的金额，或说明为何没有人有两个账号',
  '{0} invitees bring one inviter {1}; as two with {2} and {3} they bring {4}':
    '{0} 个被邀请人给一个邀请人带来 {1}；拆成 {2} 个和 {3} 个的两个邀请人则带来 {4}',
  'purchases of {0} bring one inviter {1}; as two with {2} and {3} they bring {4}':
    '消费 {0} 给一个邀请人带来 {1}；拆成 {2} 和 {3} 归两个邀请人，则带来 {4}',
  '{0} at purchases of {1} is never paid: what comes before uses up {2}':
    '消费合计 {1} 时的 {0} 永远发不出去：此前的奖励已用尽{2}',
  '{0} at {1} is never paid: what comes before uses up {2}':
    '{1}时的 {0} 永远发不出去：此前的奖励已用尽{2}',
  'a higher bound, smaller amounts before it, or no such step':
    '提高限额，减少此前的金额，或去掉这一级',
  'the budget of {0}': '预算 {0}',
  '{0} time': '{0} 次',
  '{0} times': '{0} 次',
  'the cap of {0} a {1}': '每{1} {0} 的上限',
  '{0} never come: the codes of a person take {1} at most':
    '永远不会有 {0}：一个人的码最多接受 {1}',
  '{0} never come: all codes that follow each other in the campaign take {1} at most':
    '永远不会有 {0}：活动中先后所有的码最多接受 {1}',
  '{0} never come: a {1} takes {2} at most': '永远不会有 {0}：一个{1}最多接受 {2}',
  'at most {0}, or a higher usesMax': '最多 {0}，或提高 usesMax',
  '{0} comes after {1}': '{0} 排在 {1} 之后',
  'amounts that rise, or decay in place of ladder': '递增的金额，或用 decay 代替 ladder',
  'invitee 1 earns nothing': '第 1 个被邀请人什么也带不来',
  'invitees 1 to {0} earn nothing': '第 1 至 {0} 个被邀请人什么也带不来',
  '1, or ladder in place of bands': '1，或用 ladder 代替 bands',
  'the band before pays {0} as well': '前一档也是 {0}',
  'another amount, or no such band': '另一个金额，或去掉这一档',
  'reward "{0}" is granted whenever "{1}" is': '凡是发放奖励“{1}”时，也会发放“{0}”',
  'one of the two, or other milestones or conditions': '两者留一，或使用不同的里程碑或条件',
  'a reservation is kept for {0}, and a code lives {1}': '预留保持 {0}，而码只有效 {1}',
  'up to {0} values lead to each code at once': '最多有 {0} 个码值同时指向一个码',
  'codes live {0}, and the campaign runs for {1}': '码有效 {0}，而活动只进行 {1}',
  'until-campaign-end, or at most {0}': 'until-campaign-end，或最多 {0}',
  'renewals lengthen a life up to {0}, and the campaign runs for {1}':
    '续期最多把有效期延长到 {0}，而活动只进行 {1}',
  'shares lengthen a life up to {0}, and the campaign runs for {1}':
    '分享最多把有效期延长到 {0}，而活动只进行 {1}',
  'a click counts for {0}, and the campaign runs for {1}': '点击在 {0} 内有效，而活动只进行 {1}',
  'the campaign runs for {0}, and batches are weekly': '活动只进行 {0}，而奖励每周发放一批',
  'the text has "{0}"': '文案中有“{0}”',
  'other words': '换一种说法',
  '"{0}" presses people to share': '“{0}”强迫他人分享',
  'an offer in place of a demand': '用邀约代替要求',
  'template: points or coupon': 'template: points 或 coupon',
  'sending reports': '发送报告',
  'counting profiles': '统计画像',
  'counting later purchases': '统计后续购买',
  'nobody may redeem from {0}, as scenario.regions has it':
    '按 scenario.regions，来自 {0} 的人谁也不能兑换',
  'a region that is accepted, or {0} in scenario.regions':
    '可以兑换的地区，或在 scenario.regions 中列出 {0}',
  'no country has the code {0}': '没有哪个国家或地区的代码是 {0}',
  'a code of ISO 3166: DE, or CN-31': 'ISO 3166 代码：DE 或 CN-31',
  '{0} is checked here, and left to your service': '{0}：此处只检查，由你的服务来做',
  'a service that does it': '一个会做这件事的服务',
  'a dynamic code that logs a device in lives five minutes at most':
    '用于登录设备的动态码最多有效五分钟',
  'the password is valid for {0}, and the code lives {1}': '口令有效 {0}，而码有效 {1}',
  'no longer than the code lives': '不超过码的有效期',
  'nobody reports regions': '没有人上报地区',
  '{0} levels are paid, and {1} traced': '有 {0} 个层级获得奖励，而只追踪 {1} 层',
  'it may take {0}, and a code is settled after {1}': '可以花 {0}，而码在 {1} 后就结清了',
  'at most {0}, or a longer settleFor': '最多 {0}，或更长的 settleFor',
  '{0} months': '{0} 个月',
  'any number of months': '任意多个月',
  '{0} invitees of a second account, which an inviter has invited, bring that inviter up to {1} more':
    '邀请人先邀请自己的第二个账号，再由它邀请 {0} 人，最多可多得 {1}',
  'one level, or a reason why nobody has two accounts': '只付一级，或说明为什么没有人会有两个账号',
  'no reward gives points that could be spent': '没有奖励发放可花的积分',
  'no points section, or a reward of template points': '去掉 points，或加一个模板为 points 的奖励',
  'points can be spent for {0}': '积分只有 {0} 可花',
  'points of reward "{0}" expire before the first can take effect':
    '奖励“{0}”的积分还没生效就已过期',
  'a later date, or expiresAfter': '更晚的日期，或 expiresAfter',
  'points of reward "{0}" expire before the campaign ends': '奖励“{0}”的积分在活动结束之前过期',
  'a date after the end, or expiresAfter': '活动结束之后的日期，或 expiresAfter',
  'a person may spend {0} in all, and reward "{1}" gives {2}':
    '每人总共可花 {0}，而奖励“{1}”发 {2}',
  'a cap of {0} is never reached, as {1} is {2}': '上限 {0} 永远达不到，因为 {1} 是 {2}',
  'under this cap': '在这个上限下，',
  'under this limit': '在这个限额下，',
  'under this limit, in one hour': '在这个限额下，一小时内',
  'under this limit, in one day': '在这个限额下，一天内',
  'under this limit, in one week': '在这个限额下，一周内',
  'under this limit, in one month': '在这个限额下，一个月内',
  '{0} {1} invitees bring one inviter up to {2}; as two with {3} and {4} they bring {5}':
    '{0}{1} 个被邀请人给一个邀请人最多带来 {2}；拆成 {3} 个和 {4} 个归两个邀请人，则带来 {5}',
  'the budget': '预算',
  'one person can earn {0} at most ({1}), which is never the {2} of a payout, and what they earn is never paid':
    '一个人最多能挣 {0}（{1}），永远达不到一次付款所需的 {2}，所得永远不会付出',
  'one person can earn {0} at most ({1}), which is never the {2} of a payout, and what they earn is paid when the campaign is over':
    '一个人最多能挣 {0}（{1}），永远达不到一次付款所需的 {2}，所得到活动结束后才付',
  '{0} as an invitee: {1}': '{0}（作为被邀请人）：{1}',
  'something that a second account costs, as the reason to silence this':
    '第二个账号要付出的成本，写作忽略这一条的理由',
  'a purchase of {0} brings back {1} to whoever is inviter and invitee at once':
    '一笔 {0} 的购买会给同时做邀请人和被邀请人的人返还 {1}',
  'a purchase of {0} brings {1}; shared by {2} accounts, {3}, it brings {4}':
    '一笔 {0} 的购买带来 {1}；由 {2} 个账号分摊（{3}），则带来 {4}',
  'a purchase of {0} brings {1}; shared by {2} accounts with codes of different inviters, {3}, it brings {4}':
    '一笔 {0} 的购买带来 {1}；由 {2} 个使用不同邀请人的码的账号分摊（{3}），则带来 {4}',
  '{0} each': '各 {0}',
  'amounts that grow as purchases do, a cap of one such amount, or a reason why nobody has two accounts':
    '与购买金额同步增长的金额，只够一次的上限，或说明为何没有人有两个账号',
  'less than all of it, or a least amount for the purchase': '少于全部，或给购买设最低金额',
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

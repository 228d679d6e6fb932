/** What is wrong with the terms of a campaign. */
export const terms: Readonly<Record<string, string>> = {
  'a batch of {0} never pays {1} of reward "{2}"': '上限为 {0} 的批次永远发放不了奖励“{2}”的 {1}',
  'nothing: there is none': '无：此处没有可用的',
  'a budget that lists it': '列出它的预算',
  'the budget does not list {0}, so that no batch ever pays it':
    '预算中没有列出 {0}，因此任何批次都不会发放它',
  'no reward gives {0}': '没有奖励发放 {0}',
  '{0} is no money that the budget lists, so that no award is ever given in it':
    '预算中没有列出货币 {0}，因此不会有以它发放的人工奖励',
  'no such line': '去掉这一项',
  'no such line, or a reward that gives it': '去掉这一项，或添加发放它的奖励',
  'reward "{0}" gives {1}, which the budget does not list': '奖励“{0}”发放 {1}，而预算中没有列出',
  'the whole budget of {0} does not pay {1} of reward "{2}" once':
    '整个预算 {0} 不够发放一次奖励“{2}”的 {1}',
  'at least "{0}"': '至少 "{0}"',
  code: '码',
  lineage: '码系',
  person: '人',
  campaign: '活动',
  'nothing but the budget bounds how much {0} one code earns':
    '一个码能挣多少 {0}，除预算外没有任何限制',
  cash: '现金',
  'perCode, perLineage or perPerson in caps': '在 caps 中写 perCode、perLineage 或 perPerson',
  'a reward of {0} can never be granted: template cash caps it at {1} per {2}':
    '{0} 的奖励永远发不出去：模板 cash 的上限是每{2} {1}',
  'a reward of {0} can never be granted: its cap is {1} per {2}':
    '{0} 的奖励永远发不出去：它的上限是每{2} {1}',
  'at most "{0}", or caps: { perCode: "{1}" } or more, for all that one code earns':
    '最多 "{0}"，或 caps: { perCode: "{1}" } 或更多，即一个码所挣的总和',
  'digits only': '只用数字',
  'digits and capital letters without I, L, O and U': '数字和大写字母，不含 I、L、O、U',
  'letters and digits': '字母和数字',
  'codes of alphabet {0} cannot hold {1}': '字符集 {0} 的码不能含有 {1}',
  'there is no check character for alphabet mixed': '字符集 mixed 没有校验字符',
  'alphabet: unambiguous, which people can type; or no check character':
    '便于输入的 alphabet: unambiguous；或不用校验字符',
  'with {0} live codes of {1} random characters, each one of {2}, one guess in {3} hits':
    '{0} 个有效码，随机部分 {1} 个字符，每个字符有 {2} 种可能，平均每猜 {3} 次就命中一次',
  '{0}; behind a login it must be one in {1} at most': '{0}；需要登录时，最多只能是 {1} 次中一次',
  '{0}; without a login it must be one in {1} at most':
    '{0}；不需要登录时，最多只能是 {1} 次中一次',
  '{0}, or {1}': '{0}，或 {1}',
  '{0} with login: true': '{0}，并加上 login: true',
  'a list of texts': '文本列表',
  '{0} is {1}, and {2} is not for that': '{0} 是{1}，不能用 {2}',
  '{0} cannot be compared with this by {1}': '{0} 不能用 {1} 与它比较',
  'a list, each {0}': '列表，每一项是{0}',
  'inviter and invitee take {0} together, so that the invitee gets nothing':
    '邀请人和被邀请人一共要 {0}，被邀请人会什么也得不到',
  'at least {0}, or sides: each': '至少 {0}，或 sides: each',
  'the campaign has no channel "{0}"': '活动没有渠道“{0}”',
  'the id "{0}" stands twice': 'id“{0}”出现了两次',
  'a code that lives until the campaign ends': '有效至活动结束的码',
  'a long-term code': '长期有效的码',
  'codes live until the end of a campaign that never ends': '码有效至活动结束，而活动永不结束',
  'lasts or ends in period, or a duration here': '在 period 中写 lasts 或 ends，或在这里写时长',
  'leave it out, or a lifetime such as 24h': '去掉它，或写 24h 这样的有效期',
  '{0} cannot be extended': '{0}不能延期',
  '{0} has no lifetime to begin anew': '{0}没有可以重新开始的有效期',
  '{0} leaves no time for a successor': '{0}没有留给后继码的时间',
  'a long-term code of a campaign that never ends has no end to be reminded of':
    '永不结束的活动里，长期有效的码没有到期可提醒',
  'a code lives {0} anyway, longer than extensions may make it':
    '码本来就有效 {0}，比延期的上限还长',
  'more than {0}': '大于 {0}',
  'a code lives {0} anyway, so no share ever adds anything': '码本来就有效 {0}，分享不会再延长',
  'a reminder {0} before the end comes before a life of {1} begins':
    '到期前 {0} 提醒，早于有效期 {1} 的开始',
  'less than {0}': '小于 {0}',
  '{0} cannot be renewed': '{0}不能续期',
  'a code lives {0} anyway, longer than renewals may make it':
    '码本来就有效 {0}，比续期所允许的还长',
  'a code lives {0} anyway, so no renewal ever adds anything':
    '码本来就有效 {0}，续期永远不会增加时间',
  'a code that lives {0} would never be refreshed': '只有效 {0} 的码永远不会刷新',
  'an old code leads to its successor for {0}, but is settled after {1}':
    '旧码指向后继码 {0}，但 {1} 后就结清了',
  '"redeemed" is always there': '“redeemed”始终存在',
  'only milestones of the campaign itself': '只写活动自己的里程碑',
  '"{0}" is no IANA name of a time zone': '“{0}”不是 IANA 时区名',
  'an IANA name, such as Asia/Shanghai': 'IANA 时区名，例如 Asia/Shanghai',
  'the campaign ends ({0}) before it starts ({1})': '活动的结束（{0}）早于开始（{1}）',
  'something later than {0}': '晚于 {0} 的时间',
  'the campaign has no milestone "{0}"': '活动没有里程碑“{0}”',
  'the reward is paid after the end of a campaign that never ends':
    '奖励在活动结束后发放，而活动永不结束',
  'lasts or ends in period, or another timing': '在 period 中写 lasts 或 ends，或换一种 timing',
  '{0} invitees come after {1}': '被邀请人数 {0} 写在 {1} 之后',
  'one property of type money': '一个 money 类型的属性',
  'this one is by purchases, and the first by invitees': '这一级按消费金额，而第一级按被邀请人数',
  'this one is by invitees, and the first by purchases': '这一级按被邀请人数，而第一级按消费金额',
  'the same as in the first': '与第一级相同',
  'numbers of invitees are not of a milestone': '被邀请人数不属于某个里程碑',
  'amounts of purchases, or no {0}': '写消费金额，或去掉 {0}',
  'it is not said of which milestone the purchases are': '没有说明消费属于哪个里程碑',
  'the floor of {0} lies above the first amount': '下限 {0} 高于首个金额',
  'codes are made by hand, and would be replaced by the system': '码由人工制作，却要由系统替换',
  'expire or archive, or generation: automatic in code':
    'expire 或 archive，或在 code 中写 generation: automatic',
  'it opens and closes at {0}': '开始和结束都是 {0}',
  'a day begins at 00:00, not at 24:00': '一天从 00:00 开始，而不是 24:00',
  'from: "00:00" and to: "24:00" for a whole day': '全天写 from: "00:00" 和 to: "24:00"',
  'properties of that milestone': '该里程碑的属性',
  'the milestone "{0}" has no property "{1}"': '里程碑“{0}”没有属性“{1}”',
  'the milestone "{0}" stands twice': '里程碑“{0}”出现了两次',
  'no number is at least {0} and at most {1}': '没有哪个数至少为 {0} 而又最多为 {1}',
  'an amount': '金额',
  '{0} is {1}, and cannot be compared with this': '{0} 是{1}，不能与它比较',
  '{0} is never "{1}"': '{0} 永远不会是“{1}”',
  'an amount in quotes: "{0}"': '带引号的金额："{0}"',
  'the region {0} is listed twice': '地区 {0} 列了两次',
  'each region once': '每个地区一次',
  'codes carry no parameter "{0}"': '码不带参数“{0}”',
  'parameters: [{0}] in code': '在 code 中写 parameters: [{0}]',
  'redeeming comes before every other milestone': '兑换先于其他所有里程碑',
  'redeemed as the first, or left out': '把 redeemed 写在最前，或去掉它',
  'redeeming happens once, at once, and is worth no amount': '兑换只发生一次，即刻发生，也没有金额',
  '{0} has several amounts: {1}': '{0} 有多个金额：{1}',
  'one property of type money, or a condition': '只有一个 type: money 的属性，或用条件',
  'the reward is for level {0}, and the campaign pays {1}': '奖励给第 {0} 级，而活动只支付 {1} 级',
  'levels: {0} in distribution': '在 distribution 里写 levels: {0}',
  'the reward is paid after the end of a stream, and codes are not redeemed in streams alone':
    '奖励在直播结束之后发放，而码并非只在直播中兑换',
  'scenario: { kind: livestream, … }, or another timing':
    'scenario: { kind: livestream, … }，或另一种 timing',
  'levels are of inviters, and the reward is for the invitee too':
    '级数只属于邀请人，而该奖励也给被邀请人',
  'an amount is of one asset, which is not said': '金额属于一种资产，而这里没有写明',
  'asset, with what it is an amount of': 'asset，写明金额所属的资产',
  'asset, one of: {0}': 'asset，以下之一：{0}',
  "a country's code of ISO 3166, in capital letters: DE":
    '国家或地区的 ISO 3166 代码，大写字母：DE',
  'sourceCountry is never "{0}"': 'sourceCountry 永远不会是“{0}”',
  'no telephone numbers are of {0}': '{0} 没有自己的电话号码',
  'the code of the country whose numbers invitees give without its country code: CN':
    '被邀请人不写国际区号时，其号码所属国家或地区的代码：CN',
  'a line has one code in all, so that none is ever regenerated':
    '一个码系总共只有一个码，所以永远不会重新生成',
  'at least 2, or action: expire': '至少 2，或 action: expire',
  'no reward gives {0}, so that this limits nothing': '没有奖励发放 {0}，因此这一项不限制任何东西',
  'no such limit': '去掉这一项限额',
  '{0} of reward "{1}" can never be granted: a limit that it shares is {2}':
    '奖励“{1}”的 {0} 永远无法发放：它共用的限额为 {2}',
  'the same is limited twice': '同一项限制写了两次',
  'one of the two': '保留其中一个',
  'a reward of {0} can never be granted: its limit is {1}': '{0} 的奖励永远无法发放：其限额为 {1}',
  'only a use can wait for a person, and this reward is earned by what comes later':
    '只有使用本身可以等待人工审核，而这项奖励由之后的事挣得',
  'a reward that redeeming itself earns, or beyond: refuse':
    '由兑换本身挣得的奖励，或 beyond: refuse',
  'the floor lies above the ceiling of {0}': '下限高于上限 {0}',
  '"{0}" is no percentage above 0 and up to {1}, with at most two decimals':
    '“{0}”不是大于 0、不超过 {1}、最多两位小数的百分比',
  'the reward does not wait for "{0}"': '奖励并不等待“{0}”',
  '{0} carries no amount of {1}': '{0} 不带 {1} 的金额',
  'one property of type money, in the currency of the reward':
    '一个 money 类型的属性，币种与奖励相同',
  'the reward is paid after the end of the campaign, and not month by month':
    '奖励在活动结束后支付，而不是逐月支付',
  'another timing, or no recurring': '换一个 timing，或去掉 recurring',
  'the least of a packet lies above the most of {0}': '单个红包的最小值高于最大值 {0}',
  'at most "{0}"': '最多 "{0}"',
  '{0} packets of {1} to {2} never come to {3}': '{0} 个 {1} 到 {2} 的红包，合计不可能是 {3}',
  '"{0}" to "{1}"': '"{0}" 到 "{1}"',
  'a packet is drawn once, and does not come again month by month': '红包只抽取一次，不会按月重复',
  'an amount in place of random, or no recurring': '用 amount 代替 random，或不写 recurring',
  'the check "{0}" reaches "{1}" already': '验证“{0}”已经对应“{1}”',
  'one milestone for each check': '每种验证只对应一个里程碑',
  'the budget does not list {0}, so that none of it is ever spent':
    '预算没有列出 {0}，因此永远不会花费它',
  'everybody who redeems has redeemed': '兑换的人都已兑换',
};

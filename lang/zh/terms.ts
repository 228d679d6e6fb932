/** What is wrong with the terms of a campaign. */
export const terms: Readonly<Record<string, string>> = {
  'no reward gives {0}': '没有奖励发放 {0}',
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
  'at most "{0}", or caps: { perCode: "{1}" }': '最多 "{0}"，或 caps: { perCode: "{1}" }',
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
  'a code that lives {0} would never be refreshed': '只有效 {0} 的码永远不会刷新',
  'an old code leads to its successor for {0}, but is settled after {1}':
    '旧码指向后继码 {0}，但 {1} 后就结清了',
  '"redeemed" is always there': '“redeemed”始终存在',
  'only milestones of the campaign itself': '只写活动自己的里程碑',
  'there is no time zone "{0}"': '没有时区“{0}”',
  'an IANA name, such as Asia/Shanghai': 'IANA 时区名，例如 Asia/Shanghai',
  'the campaign ends ({0}) before it starts ({1})': '活动的结束（{0}）早于开始（{1}）',
  'something later than {0}': '晚于 {0} 的时间',
  'the campaign has no milestone "{0}"': '活动没有里程碑“{0}”',
  'the reward is paid after the end of a campaign that never ends':
    '奖励在活动结束后发放，而活动永不结束',
  'lasts or ends in period, or another timing': '在 period 中写 lasts 或 ends，或换一种 timing',
  '{0} invitees come after {1}': '被邀请人数 {0} 写在 {1} 之后',
  'the floor of {0} lies above the first amount': '下限 {0} 高于首个金额',
  'codes are made by hand, and would be replaced by the system': '码由人工制作，却要由系统替换',
  'expire or archive, or generation: automatic in code':
    'expire 或 archive，或在 code 中写 generation: automatic',
  'it opens and closes at {0}': '开始和结束都是 {0}',
  'a day begins at 00:00, not at 24:00': '一天从 00:00 开始，而不是 24:00',
  'from: "00:00" and to: "24:00" for a whole day': '全天写 from: "00:00" 和 to: "24:00"',
};

/** What is wrong with a file, and how its values are written. */
export const compile: Readonly<Record<string, string>> = {
  '{0}? ({1})': '是不是 {0}？（{1}）',
  'Write {0}.': '请写{0}。',
  'a number and a unit: 30s, 15m, 6h, 7d, 2w': '数字加单位：30s、15m、6h、7d、2w',
  'a number and a unit (24h, 7d), until-campaign-end, or long-term':
    '数字加单位（24h、7d），或 until-campaign-end、long-term',
  'a decimal number in quotes: "5.00"': '带引号的十进制数："5.00"',
  'on-publish, a date (2027-02-01), or an instant with its offset (2027-02-01T10:00:00+08:00)':
    'on-publish、日期（2027-02-01）或带时区偏移的时刻（2027-02-01T10:00:00+08:00）',
  'a date (2027-12-31), or an instant with its offset (2027-12-31T18:00:00+08:00)':
    '日期（2027-12-31），或带时区偏移的时刻（2027-12-31T18:00:00+08:00）',
  '2 to 63 small letters, digits and dashes, a letter first, and not the word all: spring-2027':
    '2 至 63 个小写字母、数字和连字符，以字母开头，且不能是 all：spring-2027',
  '1 to 40 small letters, digits and dashes, a letter first: red-packet':
    '1 至 40 个小写字母、数字和连字符，以字母开头：red-packet',
  '1 to 40 letters, digits and dashes, a small letter first: shop2':
    '1 至 40 个字母、数字和连字符，以小写字母开头：shop2',
  '1 to 41 small letters, digits and dashes: coffee': '1 至 41 个小写字母、数字和连字符：coffee',
  'a currency or points, or privilege:, coupon: or item: with a name: CNY, coupon:coffee':
    '货币或 points，或 privilege:、coupon:、item: 加名称：CNY、coupon:coffee',
  'up to 12 letters and digits: ACME': '最多 12 个字母和数字：ACME',
  'an instant with its offset: 2027-02-01T10:00:00+08:00':
    '带时区偏移的时刻：2027-02-01T10:00:00+08:00',
  'a plus sign, a number and a unit: +30s, +6h, +7d': '加号、数字和单位：+30s、+6h、+7d',
  'an amount and what it is of: 5.00 CNY, 50 points, 30 privilege:vip':
    '数额及其所指：5.00 CNY、50 points、30 privilege:vip',
  'a plus sign, a number and a unit (+30h), or never': '加号、数字和单位（+30h），或 never',
  'an amount (1.00 CNY), CAP_REACHED, LIMIT_REACHED, SHARED_LIMIT_REACHED, BUDGET_EXHAUSTED, CONDITION_NOT_MET or NO_INVITER_AT_LEVEL':
    '数额（1.00 CNY），或 CAP_REACHED、LIMIT_REACHED、SHARED_LIMIT_REACHED、BUDGET_EXHAUSTED、CONDITION_NOT_MET、NO_INVITER_AT_LEVEL',
  'nothing says what "{0}" is held against': '没有说明“{0}”属于哪一类',
  'there is no section [{0}]': '没有 [{0}] 这一节',
  '"{0}" cannot be looked for': '“{0}”无法查找',
  'a word of 2 letters or digits at least and {0} characters at most; no more than {1} in a file':
    '至少 2 个字母、汉字或数字，最多 {0} 个字符；一个文件不超过 {1} 个词',
  '"{0}" stands in line {1} already': '“{0}”已在第 {1} 行',
  'each word once': '每个词只写一次',
  'one of: {0}': '以下之一：{0}',
  'the file is not a mapping': '文件不是映射',
  'the key "{0}" stands twice': '键“{0}”出现了两次',
  'the number {0} may be read in two ways': '数字 {0} 可能有两种读法',
  'a plain number ({0}), or quotes if it is a text': '普通数字（{0}）；若是文本，请加引号',
  'a freeze of {0} the first time may last {1} at most': '首次冻结 {0}，而最长只能冻结 {1}',
  'at least {0}': '至少 {0}',
  'the shares of all kinds of attackers are {0} together': '各类攻击者的占比合计为 {0}',
  'the shares of all segments are {0} together': '所有分群的占比合计为 {0}',
  'at most 1 in all': '合计不超过 1',
  '{0} cannot be read': '{0} 无法识别',
  '{0} is too long': '{0} 太长',
  'at most {0}': '最多 {0}',
  '{0} is too short': '{0} 太短',
  'more than nothing': '大于零',
  '{0} is no amount of {1}': '{0} 不是 {1} 的数额',
  '{0} is nothing': '{0} 为零',
  'a whole number, more than 0, in quotes: "50"': '带引号的整数，大于 0："50"',
  'a number with at most {0} decimals, more than 0, in quotes: "5.00"':
    '带引号、最多 {0} 位小数的数，大于 0："5.00"',
  '{0} is a point in time that does not exist': '{0} 是不存在的时间点',
  'at most 64 KiB': '最多 64 KiB',
  'the same without {0}': '去掉其中的 {0}',
  'a line ends with {0}, which ends none in YAML': '一行以 {0} 结尾，它在 YAML 中不是换行',
  'line feeds (U+000A) at the ends of lines, with or without U+000D before':
    '以换行符 U+000A 结束每行，之前有无 U+000D 均可',
  'at most {0} levels': '最多 {0} 层',
  '"apiVersion" cannot be "{0}"': '“apiVersion”不能是“{0}”',
  '"kind" cannot be "{0}"': '“kind”不能是“{0}”',
  'the file is a {0}': '文件的类型是 {0}',
  '"{0}"': '“{0}”',
  'a time of day in quotes, 00:00 to 24:00: "09:30"': '带引号的时刻，00:00 至 24:00："09:30"',
  'One of {0} is missing.': '{0} 中须有一个，现在没有。',
  'Only one of {0} may be there.': '{0} 只能写一个。',
  '{0}.': '{0}。',
  ' Unless said: `{0}`.': '不写时：`{0}`。',
  'files extend each other: {0}': '文件互相继承：{0}',
  'cannot read {0}: {1}': '无法读取 {0}：{1}',
  'more than {0} files extend each other: {1}': '超过 {0} 个文件依次继承：{1}',
  'it cannot be read': '无法读取它',
  'the path of a campaign file in this repository, from this file: ./base.yaml':
    '本仓库中一个活动文件的路径，从本文件写起：./base.yaml',
  'a base that extends none of the files that extend it': '一个不继承其继承者的基础文件',
  'at most 3 files behind one': '一个文件后面最多 3 个',
  'a campaign file that can be read': '一个可以读取的活动文件',
  'the text extends {0}, and no file can be looked for here': '文本继承了 {0}，而此处无法查找文件',
  'the whole campaign, as `usher resolve` prints it': '完整的活动，即 `usher resolve` 所打印的',
  'a milestone, a dot and its property: order-paid.amount':
    '里程碑、点和它的属性：order-paid.amount',
  'https://example.com/join: https, without ? and #':
    'https://example.com/join：用 https，不含 ? 和 #',
  'an ISO 3166 code: DE, or CN-31': 'ISO 3166 代码：DE，或 CN-31',
  'variant {0}: {1}': '变体 {0}：{1}',
  'a variant cannot change "{0}", which is the whole campaign\'s':
    '变体不能改动“{0}”，它属于整个活动',
  'only: {0}': '只有：{0}',
  'the policy has no rule "{0}"': '策略没有规则“{0}”',
  'with all that it extends, {0}': '连同它所继承的全部内容：{0}',
  'plain punctuation where YAML wants it; here is a full-width “{0}”':
    'YAML 需要半角标点；这里是全角的“{0}”',
  'a space after the colon: "{0}: …"': '冒号后加一个空格：“{0}: …”',
  'there is no reward "{0}" to change': '没有可供修改的奖励“{0}”',
  '{0}, or a template, for a reward that is new': '{0}；若是新奖励，请写上 template',
  'this would take rewards from people for what others can bring about':
    '这会因他人可造成的事实收回别人的奖励',
  'this keeps whoever asks out for what others did: the condition can hold by that alone':
    '这会因他人所为而拒绝请求者：仅凭他人所为，条件即可成立',
  'a fact of who asks beside it, such as sourceFailuresLastHour or accountAgeDays, in each branch of any; or another action':
    '同时写上一个关于请求者的事实，例如 sourceFailuresLastHour 或 accountAgeDays，any 的每个分支都要写；或换一个 action',
  'party: person, and a condition on {0} alone': 'party: person，且条件只使用 {0}',
  'a rule that wants the wording revised asks for the number of its hits alone':
    '要求修改文案的规则只能问命中的词数',
  '{ fact: wordingHits, operator: greaterThan, value: 0 }, with your number':
    '{ fact: wordingHits, operator: greaterThan, value: 0 }，数值自定',
  'the rule "{0}" is about wordings, which are held to it whoever wrote them':
    '规则“{0}”针对文案，无论出自谁手都适用',
  'rules about uses; what a word is listed as is changed in the word lists':
    '针对使用的规则；词的类别在词表中修改',
  '{0} stands in a short mapping or list without quotes, where its brace begins a mapping':
    '{0} 写在行内映射或列表里而没有加引号，其中的花括号会被当作映射的开始',
  '"extends" is not the path of one file': '“extends”不是一个文件的路径',
};

/** What the generated pages say around their tables. */
export const pages: Readonly<Record<string, string>> = {
  'Codes that are guessed or mistyped': '被猜中或输错的码',
  'Ladders, bands and decay': '阶梯、分档和递减',
  'Rewards that are never paid': '永远发不出去的奖励',
  Conditions: '条件',
  Cost: '成本',
  Time: '时间',
  Abuse: '滥用',
  Splitting: '拆分',
  'False names': '假身份',
  WeChat: '微信',
  Alipay: '支付宝',
  Douyin: '抖音',
  'Levels of distribution': '分销层级',
  Wording: '文案',
  Silencing: '忽略',
  '# Findings': '# 检查项',
  '<!-- Written by `npm run generate` from the tables in lint/. Change those, not this page. -->':
    '<!-- 由 `npm run generate` 根据 lint/ 中的表和 lang/zh/ 中的译文生成。请改那里，不要改本页。 -->',
  'What `usher lint` finds beyond the mistakes of [errors.md](errors.md), which keep a file from having terms at all. An **error** keeps a file from being published; a **warning** should be mended; an **info** is worth knowing. `--strict` lets warnings count as errors.':
    '除了使文件根本没有条款的那些错误（见 [errors.md](errors.md)）之外，`usher lint` 还会发现这些。**错误**使文件不能发布；**警告**应当改正；**提示**值得知道。加上 `--strict`，警告也算错误。',
  'A finding is silenced on its line, or on a line of its own just above, by a comment with its id and a reason:':
    '要忽略一个问题，在它所在的行，或在其正上方单独一行，写一条带有它的 id 和理由的注释：',
  'Warnings of the compiler are silenced in the same way; its errors are not.':
    '编译器的警告也可以这样忽略，错误则不能。',
  '- {0}: {1}': '- {0}：{1}',
  '**{0}**, cannot be silenced: {1}.': '**{0}**，不能忽略：{1}。',
  '**{0}**: {1}.': '**{0}**：{1}。',
  '*How to mend it.* {0}': '*如何改正。* {0}',
  '# Campaign reference': '# 活动参考',
  '<!-- Written by `npm run generate` from the schema. Change that, not this page. -->':
    '<!-- 由 `npm run generate` 根据 schema 和 lang/zh/ 中的译文生成。请改那里，不要改本页。 -->',
  'A campaign is one YAML file. Editors that know the YAML language server complete and check it when it begins with the line':
    '一个活动就是一个 YAML 文件。支持 YAML 语言服务器的编辑器会补全和检查它，只要它以这一行开头：',
  '# yaml-language-server: $schema=./campaign.schema.json':
    '# yaml-language-server: $schema=./campaign.zh.schema.json',
  'Unknown keys are mistakes. Keys that begin with `x-`, at the top and in `spec`, are notes of your own.':
    '未知的键是错误。顶层和 `spec` 中以 `x-` 开头的键是你自己的备注。',
  '## How things are written': '## 写法',
  '| duration | a number and a unit: `30s`, `15m`, `6h`, `7d`, `2w`; or ISO 8601 in weeks, days, hours, minutes and seconds: `P7D`, `PT36H`. At most 3650 days |':
    '| 时长 | 数字加单位：`30s`、`15m`、`6h`、`7d`、`2w`；或以周、日、时、分、秒写的 ISO 8601：`P7D`、`PT36H`。最多 3650 天 |',
  '| amount | a decimal number **in quotes**: `"5.00"`. Money has the decimals of its currency; points, days of a privilege and pieces of an item are whole |':
    '| 数额 | **带引号**的十进制数：`"5.00"`。金额的小数位数依币种；积分、权益天数和物品件数为整数 |',
  '| date | `2027-12-31`, by the clock of `period.timeZone`: as a start it begins at midnight, as an end it is included whole |':
    '| 日期 | `2027-12-31`，按 `period.timeZone` 的时钟：作为开始，从零点算起；作为结束，整天都包括在内 |',
  '| instant | `2027-12-31T18:00:00+08:00`, always with its offset. As an end it is itself already outside |':
    '| 时刻 | `2027-12-31T18:00:00+08:00`，必须带时区偏移。作为结束，该时刻本身已不在内 |',
  '| name | 1 to 40 small letters, digits and dashes, a letter first; an id of a campaign or a policy has 2 to 63 |':
    '| 名称 | 1 至 40 个小写字母、数字和连字符，以字母开头；活动和策略的 id 为 2 至 63 个 |',
  '## Templates of rewards': '## 奖励的模板',
  'A template fills in what a reward does not say.': '模板补全奖励没有写的部分。',
  '| template | gives | paid (`payout.timing`) | bounded by |':
    '| 模板 | 发放 | 发放时间（`payout.timing`） | 限额 |',
  '| `cash` | money of a `currency` | `instant` | `caps.perCode` of `"5.00"` when the currency is CNY |':
    '| `cash` | 以 `currency` 计的金额 | `instant` | 币种为 CNY 时，`caps.perCode` 为 `"5.00"` |',
  '| `points` | points | `weekly`, Mondays at 10 | what `caps` says |':
    '| `points` | 积分 | `weekly`，每周一 10 点 | 按 `caps` 所写 |',
  '| `privilege` | days of a `privilege` | `automatic` | what `caps` says; `ladder`, `bands` and `decay` count over the person |':
    '| `privilege` | 以天计的 `privilege` | `automatic` | 按 `caps` 所写；`ladder`、`bands` 和 `decay` 按人计数 |',
  '| `virtual-item` | pieces of an `item` | `after-campaign` | what `caps` says, `quantity` above all |':
    '| `virtual-item` | 以件计的 `item` | `after-campaign` | 按 `caps` 所写，尤其是 `quantity` |',
  text: '文本',
  number: '数字',
  'list of texts': '文本列表',
  '| fact | type | meaning |': '| 事实 | 类型 | 含义 |',
  '| `{0}` | {1} | {2} |': '| `{0}` | {1} | {2} |',
  '## The file': '## 文件',
  '| key | |': '| 键 | |',
  '| `metadata` | what the file is called and whose it is |':
    '| `metadata` | 文件叫什么，归谁所有 |',
  '| `spec` | the terms |': '| `spec` | 条款 |',
  '## Conditions': '## 条件',
  'Operators: {0}. `in` and `notIn` want a list; the ones of order want numbers.':
    '运算符：{0}。`in` 和 `notIn` 要用列表；比较大小的要用数字。',
  'Facts that a reward may look at:': '奖励可以用的事实：',
  '## Risk policies': '## 风控策略',
  'A risk policy is a file of its own, in `rules/policies`, with the same `apiVersion` and `metadata` and `kind: RiskPolicy`. Unlike terms, a new version applies to codes that are already out.':
    '风控策略是单独的文件，放在 `rules/policies` 中，`apiVersion` 和 `metadata` 与活动相同，另写 `kind: RiskPolicy`。与条款不同，新版本对已发出的码同样生效。',
  'Facts that its rules may look at:': '它的规则可以用的事实：',
  '## Populations': '## 人群',
  'A population is a file of its own, for `usher simulate`, with the same `apiVersion` and `metadata` and `kind: Population`. Nothing in `spec` has to be said. Shares are parts of the whole: 0.25 is a quarter.':
    '人群是供 `usher simulate` 使用的单独文件，`apiVersion` 和 `metadata` 与活动相同，另写 `kind: Population`。`spec` 中没有必须写的内容。占比是整体的一部分：0.25 是四分之一。',
  '## Tests of campaigns': '## 活动的测试',
  'A test file lies beside its campaign, `NAME.test.yaml`, with the same `apiVersion` and `kind: CampaignTest`. [writing-campaigns.md](writing-campaigns.md) tells how to write one.':
    '测试文件放在活动旁边，名为 `NAME.test.yaml`，`apiVersion` 与活动相同，另写 `kind: CampaignTest`。[writing-campaigns.zh.md](writing-campaigns.zh.md) 讲述如何编写。',
  duration: '时长',
  'duration or word': '时长或词',
  amount: '数额',
  'date or instant': '日期或时刻',
  name: '名称',
  'time of day': '钟点',
  instant: '时刻',
  time: '时间',
  'amount or word': '数额或词',
  'Example: {0}': '例如：{0}',
  key: '键',
  meaning: '含义',
  'One of {0}.': '可以是 {0}。',
  '{0} to {1}.': '{0} 至 {1}。',
  'At least {0}.': '至少 {0}。',
  'At most {0}.': '最多 {0}。',
  'At least {0} items.': '至少 {0} 项。',
  'At most {0} items.': '最多 {0} 项。',
  '{0} to {1} items.': '{0} 至 {1} 项。',
  'At least {0} characters.': '至少 {0} 个字符。',
  'At most {0} characters.': '最多 {0} 个字符。',
  '{0} to {1} characters.': '{0} 至 {1} 个字符。',
  'Each of at least {0} characters.': '每项至少 {0} 个字符。',
  'Each of at most {0} characters.': '每项最多 {0} 个字符。',
  'Each of {0} to {1} characters.': '每项 {0} 至 {1} 个字符。',
  'At most {0} keys.': '最多 {0} 个键。',
  'For example {0}.': '例如 {0}。',
  '{0}, **required**': '{0}，**必需**',
  '{0}, default {1}': '{0}，默认 {1}',
  condition: '条件',
  word: '词',
  'whole number': '整数',
  list: '列表',
  mapping: '映射',
  '| `coupon` | pieces of a `coupon` | `automatic` | what `caps` says |':
    '| `coupon` | 以张计的 `coupon` | `automatic` | 按 `caps` 所写 |',
  '| `extends` | {0} |': '| `extends` | {0} |',
  "A reward may also look at `MILESTONE.PROPERTY`, a property of one of the campaign's milestones as it was reported last. Amounts are compared with amounts in quotes, flags with `true` or `false`. No comparison with a property that was not reported holds, and neither does its opposite.":
    '奖励还可以看 `MILESTONE.PROPERTY`，即活动的某个里程碑的属性，以最近一次上报的为准。金额与带引号的金额比较，标志与 `true` 或 `false` 比较。与未上报的属性所做的比较都不成立，其反面也不成立。',
  fact: '事实',
  link: '链接',
  region: '地区',
  Scenarios: '场景',
  Points: '积分',
  Plan: '计划',
};

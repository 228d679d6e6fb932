/** Descriptions of a risk policy, and of facts and operators. */
export const schemaPolicy: Readonly<Record<string, string>> = {
  'The fact is the value.': '事实等于该值。',
  'The fact is not the value.': '事实不等于该值。',
  'The fact is below the value.': '事实小于该值。',
  'The fact is the value, or below it.': '事实小于或等于该值。',
  'The fact is above the value.': '事实大于该值。',
  'The fact is the value, or above it.': '事实大于或等于该值。',
  'The fact is one of the values in the list.': '事实是列表中的值之一。',
  'The fact is none of the values in the list.': '事实不是列表中的任何值。',
  'The fact is a list, and the value is in it.': '事实是列表，其中有该值。',
  'The fact is a list, and the value is not in it.': '事实是列表，其中没有该值。',
  'the channel that the invitee came by': '被邀请人来自哪个渠道',
  'which code of its line this is; the first is 1': '这是码系中的第几个码；第一个为 1',
  'the reported purchase in the smallest unit of its currency: fen':
    '上报的购买金额，以币种的最小单位计：分',
  'ISO 3166 code of the country or region': '国家或地区的 ISO 3166 代码',
  "0 to 23, by the campaign's clock": '0 至 23，按活动的时钟',
  "1 (Monday) to 7, by the campaign's clock": '1（星期一）至 7，按活动的时钟',
  'distinct invitees who redeemed codes of this inviter today, this one included':
    '今天兑换过该邀请人的码的不同被邀请人数，包括这一个',
  'the checks that the inviter passed today; of each the latest result counts':
    '邀请人今天通过的验证；每一种以最近的结果为准',
  'requests from the same network source in the last hour, this one included':
    '过去一小时来自同一网络的请求数，包括这一个',
  'Rules that protect campaigns from abuse. Unlike terms, a new version applies to codes that are already out.':
    '保护活动不被滥用的规则。与条款不同，新版本对已发出的码同样生效。',
  'The rules.': '规则。',
  'All of them are looked at for every redemption.': '每次兑换都会检查全部规则。',
  'Names the rule.': '规则的名称。',
  'Why, in words that may be shown.': '理由，措辞可以给人看。',
  'When the rule holds, in the form of json-rules-engine, over the facts listed below.':
    '规则何时成立，采用 json-rules-engine 的形式，针对下列事实。',
  'What happens then. Of several rules that hold, the most severe answer wins.':
    '那时怎么办。几条规则同时成立时，以最严的为准。',
  'Of `verification`: which check.': '用于 `verification` 时，做哪种验证。',
  'Of `review`: how long a person has to decide.': '用于 `review` 时，人有多长时间做决定。',
  'Of `review`: what happens when nobody decides in time. `approve`: the redemption counts. `refuse`: it does not.':
    '用于 `review` 时，无人及时决定怎么办。`approve`：兑换有效。`refuse`：兑换无效。',
  'Of `freeze-source`: how long the first time; it doubles each time after.':
    '用于 `freeze-source` 时，第一次多长；以后每次加倍。',
  'Of `freeze-source`: the longest it becomes.': '用于 `freeze-source` 时，最长多久。',
  "whether the inviter's phone or account is bound": '邀请人是否已绑定手机或账户',
  'what was found of the device: emulator, rooted, group-control, sensors-still, clock-skewed':
    '对设备的发现：emulator（模拟器）、rooted（已 root）、group-control（群控）、sensors-still（传感器静止）、clock-skewed（时钟偏差）',
  'what kind of network the request came from: home, mobile, office, hosting, proxy':
    '请求来自哪类网络：home（家庭）、mobile（移动）、office（办公）、hosting（机房）、proxy（代理）',
  'words of the invitation that are sensitive or press people to share':
    '邀请文案中敏感或诱导分享的词数',
  'Groups of certified users for whom rules are relaxed. Unless said, none.':
    '规则对其放宽的认证用户组。不写即没有。',
  'Their name; operations say who belongs to it.': '组名；谁属于该组由运营人员说明。',
  'Ids of the rules that do not hold for them.': '对他们不生效的规则的 id。',
  'When it ends: a date, which is included whole in UTC, or an instant with its offset.':
    '何时结束：日期（按 UTC 整天计入），或带时区偏移的时刻。',
  'What is done. `verification`: the inviter must pass a check first. `review`: a person decides. `freeze-source`: the network source is refused for a time. `refuse`: no. `ban`: no, and never again for that party.':
    '做什么。`verification`：邀请人须先通过验证。`review`：由人决定。`freeze-source`：在一段时间内拒绝该网络。`refuse`：拒绝。`ban`：拒绝，且今后不再接受该方。',
  "Of `ban`: on whom it falls. `person`: who redeems. `device`: the device that was used. `network`: where it came from. Never on somebody else's code.":
    '用于 `ban` 时，落在谁身上。`person`：兑换的人。`device`：所用的设备。`network`：来自的网络。绝不落在他人的码上。',
};

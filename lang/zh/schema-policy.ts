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
  'Rules that protect campaigns from abuse. Unlike terms, a new version applies to codes that are already out.':
    '保护活动不被滥用的规则。与条款不同，新版本对已发出的码同样生效。',
  'The rules.': '规则。',
  'All of them are looked at for every redemption.': '每次兑换都会检查全部规则。',
  'Names the rule.': '规则的名称。',
  'Why, in words that may be shown.': '理由，措辞可以给人看。',
  'When the rule holds, in the form of json-rules-engine, over the facts listed below.':
    '规则何时成立，采用 json-rules-engine 的形式，针对下列事实。',
  'What happens then. Of several rules that hold, the most severe answer is given; each freeze and each ban falls on its party all the same.':
    '那时怎么办。几条规则同时成立时，以最严的作答；其余的冻结和封禁仍各自落在其对象上。',
  'Of `verification`: which check.': '用于 `verification` 时，做哪种验证。',
  'Of `review`: how long a person has to decide.': '用于 `review` 时，人有多长时间做决定。',
  'Of `review`: what happens when nobody decides in time. `approve`: the redemption counts. `refuse`: it does not.':
    '用于 `review` 时，无人及时决定怎么办。`approve`：兑换有效。`refuse`：兑换无效。',
  'Of `review`: whether two people have to agree. The first decision is proposed; it is approved once somebody else approves too, and refused once somebody else refuses. Unless said, one person decides.':
    '用于 `review` 时，是否须两个人一致。第一个决定只是提议；另一个人也同意后才算通过，另一个人拒绝即为拒绝。不写则一个人决定。',
  'what kind of network the request came from: home, mobile, office, hosting, proxy':
    '请求来自哪类网络：home（家庭）、mobile（移动）、office（办公）、hosting（机房）、proxy（代理）',
  'ISO 3166 code of the country that the address is registered in, by the file that the client has; not known for private addresses':
    '地址登记所在国家的 ISO 3166 代码，依客户端所用的文件；私有地址未知',
  'number of the autonomous system that the address belongs to, where the client has a file that says so':
    '地址所属自治系统的编号，客户端有相应文件时才已知',
  'whether the region that the service says is in the country that the address is registered in; not known where one of them is not':
    '服务所报的地区是否在地址登记所在的国家；其中之一未知则未知',
  'words of the invitation that are sensitive or press people to share':
    '邀请文案中敏感或诱导分享的词数',
  'Groups of certified users for whom rules are relaxed. Unless said, none.':
    '规则对其放宽的认证用户组。不写即没有。',
  'Their name; operations say who belongs to it.': '组名；谁属于该组由运营人员说明。',
  'Ids of the rules that do not hold for them.': '对他们不生效的规则的 id。',
  'When it ends: a date, which is included whole in UTC, or an instant with its offset.':
    '何时结束：日期（按 UTC 整天计入），或带时区偏移的时刻。',
  "whether the inviter's phone or account is bound, by the latest result of the check `binding`; not known where there is none":
    '邀请人的手机或账号是否已绑定，以检查 `binding` 的最近结果为准；没有结果时为未知',
  'requests from the same address (of IPv6 the same /64) in the last hour, this one included':
    '同一地址（IPv6 为同一 /64）最近一小时的请求数，含这一次',
  'requests from the network around the address, an IPv4 /24 or an IPv6 /48, in the last hour':
    '该地址所在网络（IPv4 /24 或 IPv6 /48）最近一小时的请求数',
  'failures of the same address in the last hour: codes that do not exist, wrong passwords, dynamic codes and inviter phones':
    '同一地址最近一小时的失败次数：不存在的码，错误的密码、动态码和邀请人手机号',
  'failures of the network around it in the last hour: codes that do not exist, wrong passwords, dynamic codes and inviter phones':
    '其所在网段最近一小时的失败次数：不存在的码，错误的密码、动态码和邀请人手机号',
  'requests from the same device in the last hour, this one included':
    '同一设备最近一小时的请求数，含这一次',
  'failures of the device in the last hour: codes that do not exist, wrong passwords, dynamic codes and inviter phones':
    '该设备最近一小时的失败次数：不存在的码，错误的密码、动态码和邀请人手机号',
  'failures of the person in the last hour: codes that do not exist, wrong passwords, dynamic codes and inviter phones':
    '该人最近一小时的失败次数：不存在的码，错误的密码、动态码和邀请人手机号',
  'codes that were asked for as of this campaign in the last hour, by anybody, and that do not exist':
    '最近一小时任何人以本活动的名义查询的不存在的码数',
  'what inviter and invitee have in common: phone, payee, device':
    '邀请人与被邀请人共有的：phone（手机）、payee（收款账户）、device（设备）',
  "people seen with the invitee's phone number, this one included":
    '使用被邀请人手机号的人数，含此人',
  'people paid to the same account as the invitee, this one included':
    '与被邀请人使用同一收款账户的人数，含此人',
  "people seen on the invitee's device, this one included": '在被邀请人设备上出现过的人数，含此人',
  'people who hang together with the invitee through phones, payees and devices, this one included; up to 64':
    '通过手机、收款账户和设备与被邀请人相连的人数，含此人；最多计到 64',
  'whether the invitee has invited the inviter, directly or over up to 32 others':
    '被邀请人是否直接或隔着至多 32 人邀请过邀请人',
  "full days since the invitee's account began": '被邀请人的账号开通至今的整天数',
  "seconds since the invitee's latest click on a code of this line, within a day; not known where there was none":
    '距被邀请人最近一次点击这条线上的码的秒数，限一天之内；没有点击时为未知',
  'what was found of the device: emulator, rooted, group-control, sensors-still, clock-skewed, attestation-failed':
    '设备上发现的情况：emulator（模拟器）、rooted（已越权）、group-control（群控）、sensors-still（传感器静止）、clock-skewed（时钟偏差）、attestation-failed（完整性验证未通过）',
  'What is done. `verification`: the inviter must pass a check first. `revision`: the wording of the code must be revised first; its condition is one comparison, `wordingHits` with `greaterThan` or `greaterThanInclusive`. A policy without such a rule allows no hits. `review`: a person decides. `freeze`: the party is refused for a time. `refuse`: no. `ban`: no, and never again for that party.':
    '做什么。`verification`：邀请人须先通过验证。`revision`：须先修改该码的文案；其条件只能是一项比较，即 `wordingHits` 与 `greaterThan` 或 `greaterThanInclusive`。没有这种规则的策略不允许任何命中。`review`：由人决定。`freeze`：一段时间内拒绝该对象。`refuse`：拒绝。`ban`：拒绝，并永久禁止该对象。',
  'Of `freeze`: how long the first time; it doubles each time after.':
    '用于 `freeze` 时，第一次多长；以后每次加倍。',
  'Of `freeze`: the longest it becomes.': '用于 `freeze` 时，最长多久。',
  'Of `ban` with `party: person`: what becomes of rewards that the person has on hold. `keep`: they are paid. `void`: they are taken back within a minute; only where the condition reads nothing that others can bring about. Unless said, they are kept.':
    '`ban` 且 `party: person` 时：此人处于保留期的奖励如何处理。`keep`：照常发放。`void`：一分钟内收回；仅当条件只使用他人无法造成的事实时可用。不写时保留。',
  "Of `freeze` and `ban`: on whom it falls. `person`: who redeems. `device`: the device that was used. `source`: the address that it came from. `network`: all addresses around it. Never on somebody else's code.":
    '用于 `freeze` 和 `ban` 时，落在谁身上。`person`：兑换的人。`device`：所用的设备。`source`：请求来自的地址。`network`：其周围的所有地址。绝不落在别人的码上。',
  'Of `freeze` and `ban`: where it holds. `campaign`: in this campaign alone. `programme`: in all campaigns of the programme that this one belongs to. `all`: in every campaign. Unless said, in all.':
    '用于 `freeze` 和 `ban` 时，在哪里有效。`campaign`：只在本活动。`programme`：在本活动所属项目的所有活动。`all`：在所有活动。不写时为所有活动。',
};

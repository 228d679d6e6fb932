/** Descriptions of a campaign. */
export const schemaCampaign: Readonly<Record<string, string>> = {
  'A red packet, paid at once.': '红包，立即发放。',
  'Points, paid in weekly batches.': '积分，每周分批发放。',
  'Days of a privilege, which take effect by themselves.': '权益天数，自动生效。',
  'Pieces of an item, given when the campaign is over.': '物品件数，活动结束后发放。',
  'Days of a privilege, whole.': '权益天数，整数。',
  'Pieces of a virtual item, whole.': '虚拟物品件数，整数。',
  'A campaign of invitation codes.': '一个邀请码活动。',
  'A note of your own; Usher does not read it.': '你自己的备注；Usher 不读取。',
  'The version of this language.': '本语言的版本。',
  'What the file is.': '文件的类型。',
  'What the file is called and whose it is.': '文件叫什么，归谁所有。',
  'Names it for ever: 2 to 63 small letters, digits and dashes, a letter first. A changed file with the same id is its next version.':
    '永久的名称：2 至 63 个小写字母、数字和连字符，以字母开头。id 相同而内容有改动的文件是它的下一个版本。',
  'For people.': '给人看的。',
  'The team that answers for it.': '对它负责的团队。',
  'More words for people. Not part of the terms.': '给人看的更多说明。不属于条款。',
  'For finding and grouping. Not part of the terms.': '用于查找和分组。不属于条款。',
  'The same name in all campaigns that belong together. A risk policy may keep parties out of all of them (`scope: programme`), and people may be certified for them. A new version applies to codes that are already out. Unless said, it belongs to none.':
    '属于同一项目的所有活动写同一个名称。风控策略可以把违规方挡在这些活动之外（`scope: programme`），也可以为这些活动认证用户。新版本对已发出的码同样生效。不写即不属于任何项目。',
  'The terms.': '条款。',
  'Where the campaign runs. `wechat`: WeChat, its mini-programs and official accounts. `alipay`: Alipay. `douyin`: Douyin. `generic`: anywhere else, or in several places.':
    '活动在哪里进行。`wechat`：微信，包括小程序和公众号。`alipay`：支付宝。`douyin`：抖音。`generic`：其他地方，或多处同时进行。',
  'What it is for; campaigns of one purpose are compared with each other. `register`: people become users. `activate`: users do something for the first time. `repurchase`: customers buy again.':
    '活动的目的；目的相同的活动会互相比较。`register`：人们成为用户。`activate`：用户第一次做某件事。`repurchase`：客户再次购买。',
  'When the campaign runs. Without `lasts` or `ends` it never ends.':
    '活动的进行时间。不写 `lasts` 和 `ends` 时永不结束。',
  'When codes may first be redeemed: `on-publish`, an instant with its offset, or a date, which begins at midnight in `timeZone`.':
    '码最早何时可以兑换：`on-publish`，带时区偏移的时刻，或日期（按 `timeZone` 从零点开始）。',
  'How long the campaign runs from its start.': '活动从开始起进行多久。',
  'The end, in place of `lasts`: an instant with its offset, which is itself already outside; or a date, which is included whole, as it is counted in `timeZone`.':
    '结束时间，代替 `lasts`：带时区偏移的时刻，该时刻本身已不在活动内；或日期，按 `timeZone` 计算，整天都包括在内。',
  'Bounds over all rewards together, beside those that each reward has of its own. Inviter and invitee count together, awards do not. What does not fit is not granted, and not made up for later.':
    '所有奖励合计的限额，与各奖励自己的限额并存。邀请人与被邀请人合并计算，人工奖励不计。放不下的不发放，以后也不补。',
  'One limit: an `amount` of an `asset`, or a number of `times`.':
    '一项限额：某种 `asset` 的 `amount`，或次数 `times`。',
  'Of what it counts rewards, as `budget` names it. It has to be said with an `amount`; `times` without it count rewards of everything.':
    '计算哪种资产的奖励，写法与 `budget` 相同。写 `amount` 时必须写明；`times` 不写它时计算所有资产的奖励。',
  "The campaign's clock, an IANA name: days of limits, weeks of payouts and plain dates begin by it.":
    '活动的时钟，一个 IANA 时区名：按天的限额、每周的发放和单写的日期都以它为准。',
  'How codes are made and who may hold how many.': '码如何制作，每人可以持有多少。',
  'Who makes codes. `automatic`: the system, whenever a service asks. `manual`: an operator, in a console or by command.':
    '由谁制作码。`automatic`：服务请求时由系统制作。`manual`：由运营人员在控制台或用命令制作。',
  'Who gets codes; your service keeps to it. `on-request`: whoever asks for one. `by-support`: those whom technical support makes one for. `by-allocation`: those whom an allocation rule chooses.':
    '谁能得到码；由你的服务遵守。`on-request`：谁申请就给谁。`by-support`：由技术支持为其制作的人。`by-allocation`：由分配规则选出的人。',
  'What a code looks like.': '码的样子。',
  'Of what the random part is made. `digits`: 0 to 9. `unambiguous`: 32 digits and capital letters without I, L, O and U, so that it can be read out and typed. `mixed`: digits, capital and small letters.':
    '随机部分由什么组成。`digits`：0 到 9。`unambiguous`：32 个数字和大写字母，不含 I、L、O、U，便于读出和输入。`mixed`：数字和大小写字母。',
  'Number of random characters, the prefix not counted. Unless said: 12 for `digits` and `unambiguous`, 20 for `mixed`.':
    '随机字符的个数，不计前缀。不写时：`digits` 和 `unambiguous` 为 12，`mixed` 为 20。',
  "A brand's abbreviation in front, up to 12 characters of the code's own alphabet. It says nothing secret and adds nothing to safety.":
    '放在前面的品牌缩写，最多 12 个字符，取自码自身的字符集。它不含秘密，也不增加安全性。',
  'Whether one more character at the end tells a mistyped code from an unknown one (ISO/IEC 7064: MOD 11,10 for `digits`, MOD 37,36 for `unambiguous`; there is none for `mixed`). It adds nothing to safety.':
    '末尾是否多加一个字符，用来区分输错的码和不存在的码（ISO/IEC 7064：`digits` 用 MOD 11,10，`unambiguous` 用 MOD 37,36，`mixed` 没有）。它不增加安全性。',
  'How many codes of this campaign may be open at once. Together with the format it says how easily a code is guessed, which is checked.':
    '该活动最多可以同时有多少个未结的码。它与格式一起决定码有多容易被猜中，会受到检查。',
  'How many open codes one person may hold; asking for more gives one that they have.':
    '一个人可以持有多少个未结的码；再申请时，给的是已有的码。',
  'Where codes are passed on; each is counted apart.': '码在哪里传播；每个渠道分别统计。',
  'Names of further things that a code may carry.': '码还可以携带的其他东西的名称。',
  'Whether the service lets only people who are logged in redeem, and bounds their failures; Usher counts look-ups by network. Shorter codes are then bearable: one guess in a million may hit, without a login one in a hundred million.':
    '服务是否只让已登录的人兑换并限制其失败次数；Usher 按网络统计查询。这样码可以短一些：一百万次猜测可以命中一次，不登录则是一亿次命中一次。',
  'How long a code lives, what lengthens it, and what comes after.':
    '码有效多久，什么能延长它，到期后怎么办。',
  'From issue to expiry: a duration, `until-campaign-end`, or `long-term`, which has no end of its own. At the last instant the code is expired.':
    '从发码到过期：时长，`until-campaign-end`，或自身没有终点的 `long-term`。到最后一刻，码就已过期。',
  'Shares lengthen the life of a code.': '分享延长码的有效期。',
  'What counts as a share. `share-reported`: one that a service reports; easily farmed. `share-opened`: one that somebody opened. `share-opened-by-new`: one that somebody new opened.':
    '什么算一次分享。`share-reported`：服务上报的分享，容易被刷。`share-opened`：有人打开的分享。`share-opened-by-new`：有新人打开的分享。',
  'What each share adds.': '每次分享增加多少。',
  'How long a code lives at most after it was issued, extensions included.':
    '从发码算起，连同延期，码最多有效多久。',
  'The same code gets a new value every so often.': '同一个码每隔一段时间换一个码值。',
  'How often.': '多久一次。',
  'How long the former value still leads to the code.': '旧码值还能指向该码多久。',
  'An administrator may give a code its whole lifetime anew.':
    '管理员可以让码的整个有效期重新开始。',
  'How often, for one code.': '一个码可以重置几次。',
  'Messages to the holder before the end.': '到期前发给持有人的消息。',
  'How long before the end.': '到期前多久。',
  'What happens to a code at its end. Redemption closes, unless `convert` says otherwise.':
    '码到期后怎么办。除非 `convert` 另有规定，不再接受兑换。',
  'What becomes of it. `expire`: it is void. `regenerate`: it is void and its holder gets a successor. `archive`: it is kept for the record. `convert`: it becomes an ordinary member code.':
    '码会变成什么。`expire`：作废。`regenerate`：作废，持有人得到后继码。`archive`：留存备查。`convert`：转为普通会员码。',
  'Of `regenerate`: how many codes a line may have in all, the first included. Unless said: 3.':
    '用于 `regenerate` 时，一个码系总共可以有多少个码，包括第一个。不写时：3。',
  'Of `regenerate`: no successor for a code that nobody shared or redeemed. Unless said: true.':
    '用于 `regenerate` 时，没有人分享或兑换过的码没有后继码。不写时：true。',
  'Of `regenerate`: how long the old code answers with its successor, so that an old poster still credits the right person. Unless said: 72h.':
    '用于 `regenerate` 时，旧码由后继码应答多久，这样旧海报仍归因于对的人。不写时：72h。',
  'Of `convert`: whether the member code still takes redemptions. `accepted`: it does. `refused`: it does not. Unless said: refused.':
    '用于 `convert` 时，会员码是否还接受兑换。`accepted`：接受。`refused`：不接受。不写时：refused。',
  'How long milestones, reviews and held rewards go on after the end. Then the code is settled and accepts nothing any more; its rewards can still be taken back.':
    '到期后，里程碑、审核和保留中的奖励还继续多久。之后码就结清，不再接受任何操作；其奖励仍可收回。',
  'How often a code may be used, and when.': '一个码可以用几次，何时可用。',
  'Accepted uses of one code. Unless said, without limit.': '一个码接受的使用次数。不写时不限。',
  'How long a reservation is kept before it is given back.': '预留保持多久之后归还。',
  'What payouts are held to: batches, those of `weekly`, `after-campaign` and `after-stream` rewards, and what is sent to one person at once. It holds at once, also for codes that are out. Unless said, a batch pays all that is due, nobody is asked, and each reward is sent by itself.':
    '发放须遵守的限制：针对批次（`weekly`、`after-campaign` 和 `after-stream` 的奖励），以及一次发给一个人的金额。立即生效，对已发出的码也是如此。不写时，批次发放所有到期的奖励，不需要任何人审批，每个奖励单独发放。',
  'What the cash rewards of a person must reach together before anything of them is sent. Then they go out as one payout. Rewards that are due already and have not reached it wait, and say so.':
    '一个人的现金奖励合计须达到此数才发放，届时合为一笔发放。已到期而合计未达到的奖励等待，并会说明原因。',
  'What becomes of less than the minimum once the campaign is over to its last code: `pay`: it is sent all the same. `keep`: it stays until operations let it go.':
    '活动连同最后一个码都结束后，不足最低额的如何处理：`pay`：照样发出。`keep`：留着，直到运营人员放行。',
  'What awards are held to, which operations give people by hand out of the budget. It holds at once. Unless said, every award waits until a second person approves it.':
    '人工奖励（运营人员从预算中手工发给个人）须遵守的限制。立即生效。不写时，每份人工奖励都等待第二个人审批。',
  'What a person may be given in awards in one day of the campaign, and what one actor may give, to however many people, by currency, without a second person. An award beyond it waits until somebody else than its giver approves it; in a currency that is not listed, every award does.':
    '按货币填写：一个人在活动的一天里无须第二个人审批即可获得的人工奖励总额，也是一名操作者在一天里（无论发给多少人）无须审批即可发出的总额。超出的那一份等待给出者以外的人审批；未列出的货币，每一份都要审批。',
  "How long an award waits for that, by the campaign's clock. When nobody has decided by then, it is refused, and the budget has its amount again.":
    '人工奖励等待审批多久，按活动的时钟。到时仍无人审批，则予以拒绝，金额退回预算。',
  'What one batch pays at most, by asset. The rest waits for the next batch: who was due first is paid first, and no reward in part.':
    '一个批次最多发放多少，按资产分别写。其余的留给下一批次：先到期的先发放，任何一次奖励都不会只发一部分。',
  'A batch of more than this, of any asset, waits until a second person approves it: not who published the version in force, nor who started the batch.':
    '任何一种资产超过此数的批次，须等待第二个人审批：不能是发布现行版本的人，也不能是启动该批次的人。',
  'How long a batch waits for that, by the real clock. When nobody has decided by then, nothing is paid, and its rewards are for the next batch.':
    '批次等待审批多久，按真实时钟计。到时仍无人审批，就什么都不发放，其中的奖励留给下一批次。',
  'What happens to held rewards when a code is revoked. `void`: they are given back to the budget. `keep`: they are paid when they are due.':
    '码作废时，保留中的奖励怎么办。`void`：退回预算。`keep`：到期照发。',
  "What happens to the use when operations cancel a redemption; its rewards are taken back either way. `give-back-use`: the code can be used once more, and the person can redeem again. `keep-use`: the use and the person's one redemption stay taken.":
    '运营取消一次兑换时，使用次数怎么办；奖励无论如何都会收回。`give-back-use`：退回次数，该用户可以再次兑换。`keep-use`：次数和该用户的唯一一次兑换仍被占用。',
  'On which days of the week. Unless said, on all of them.': '星期几。不写时为每一天。',
  'From when on, in quotes.': '从何时起，写在引号里。',
  'Until when, in quotes; at that minute it is closed. What is not later than `from` lies on the next day.':
    '到何时为止，写在引号里；到那一分钟已经关闭。不晚于 `from` 的时刻算作次日。',
  "When codes may be redeemed, by the campaign's clock; outside of it they are refused with the next opening. Unless said, always.":
    '码在何时可以兑换，按活动的时钟；此外的时间会被拒绝，并告知下次开放时间。不写时随时可以。',
  'Who has the credit when a person met several codes.': '一个人接触过几个码时，归因于谁。',
  'Which code has the credit. `first`: the code that was clicked first within the window has the credit, whichever is redeemed. `last`: the code that is redeemed.':
    '归因于哪个码。`first`：在窗口内最先点击的码，无论兑换的是哪个。`last`：所兑换的码。',
  'Of `first`: how long a click counts.': '用于 `first` 时，点击在多长时间内有效。',
  'Whether people who were customers before may redeem. `excluded`: they are refused. `included`: they may.':
    '以前就是客户的人能否兑换。`excluded`：拒绝。`included`：可以。',
  'Campaigns that exclude each other: a person redeems a code of one campaign of the group only. Unless said, none.':
    '同一个人只能兑换一组互斥活动中一个活动的码。不写时没有。',
  'The same name in all campaigns that exclude each other.': '所有互斥的活动使用相同的名称。',
  'A campaign of a higher priority may still be redeemed by people who redeemed one of a lower; from then on the lower one grants for them nothing more, and what it has granted stays.':
    '优先级较高的活动，兑换过较低活动的人仍可兑换；从那时起，较低的活动不再为其发放奖励，已发放的保持不变。',
  'What an invitee may reach and a service reports. `redeemed` is always there and not listed.':
    '被邀请人可能达到、由服务上报的里程碑。`redeemed` 始终存在，不必列出。',
  'What protects the campaign from abuse.': '什么保护活动不被滥用。',
  'The id of a risk policy (see rules/policies), which must be published before the campaign or with it.':
    '风控策略的 id（见 rules/policies），必须先于活动发布，或与活动一并发布。',
  'How many levels of inviters are paid for one invitee. More than one is close to what the law forbids, and needs a person who answers for it.':
    '一个被邀请人让多少层邀请人得到报酬。超过一层就接近法律所禁止的，需要有人为此负责。',
  '1: only who invited. 2: who invited that one too. 3: one further. Rewards with `level` say what they get.':
    '1：只有邀请者。2：还有邀请了邀请者的人。3：再上一级。带 `level` 的奖励说明他们得到什么。',
  'Who has looked at the law and answers for more than one level.':
    '谁审查过法律，并为多于一层负责。',
  'Texts that people will see, by a name of your own. They are looked through for words that are sensitive, or that press people to share.':
    '人们会看到的文案，名称自定。会检查其中的敏感词和强迫分享的说法。',
  'What is counted beyond the usual.': '除通常之外还统计什么。',
  'Whether your service reports the region of each redemption.': '你的服务是否上报每次兑换的地区。',
  'One comparison (`fact`, `operator`, `value`), or several joined by `all`, `any` or `not`.':
    '一个比较（`fact`、`operator`、`value`），或用 `all`、`any`、`not` 连接的几个。',
  'Every one of these holds.': '其中每一个都成立。',
  'At least one of these holds.': '其中至少一个成立。',
  'This does not hold.': '它不成立。',
  'What is looked at.': '看什么。',
  'How it is compared.': '怎样比较。',
  'With what. A list for `in` and `notIn`.': '与什么比较。`in` 和 `notIn` 要用列表。',
  'Pieces of a coupon, which take effect by themselves.': '优惠券张数，自动生效。',
  'Pieces of a coupon, whole.': '优惠券张数，整数。',
  'The path, from this file, of a campaign that says what this one does not. Mappings are merged key by key and rewards by `id`, everything else is replaced, and `null` takes away what the other says.':
    '一个活动文件的路径，从本文件写起；本文件没有写的以它为准。映射逐键合并，奖励按 `id` 合并，其余整体替换，`null` 去掉它所写的内容。',
  'What codes are used for, where that takes more than redeeming. Unless said, nothing more.':
    '码的用途，仅当它不只是兑换时才写。不写时没有更多用途。',
  "The scenario. `registration`: new users, who may give the inviter's phone number. `group-join`: joining a group by scanning or pasting. `exclusive-coupon`: code and one-time password together. `cross-border`: rules by region, with consent. `distribution-chain`: relations traced over several levels. `device-login`: a code that changes with the time. `livestream`: codes of one streamer.":
    '场景。`registration`：新用户注册，可以填写邀请人的电话号码。`group-join`：扫码或粘贴文本加入群组。`exclusive-coupon`：码与一次性口令一并使用。`cross-border`：按地区的规则，须征得同意。`distribution-chain`：追踪多层关系。`device-login`：随时间变化的码。`livestream`：一位主播的码。',
  "Of `registration`: whether invitees give the inviter's phone number. `required`: they must, and it must be right. `optional`: where it is given, it must be right. `unused`: nobody asks for it.":
    '用于 `registration` 时，被邀请人是否填写邀请人的电话号码。`required`：必须填写，且必须正确。`optional`：填写了就必须正确。`unused`：不要求填写。',
  'Of `group-join`: whether codes are read from QR images. Unless said, yes.':
    '用于 `group-join` 时，是否从二维码图片中读取码。不写时：是。',
  'Of `group-join`: whether codes are found in pasted texts. Unless said, yes.':
    '用于 `group-join` 时，是否从粘贴的文本中找出码。不写时：是。',
  'Of `registration`: where numbers without a country code are dialled, an ISO 3166 code. Unless said, numbers must have their country code.':
    '用于 `registration`：没有国家码的号码按哪个国家或地区拨打，写 ISO 3166 代码。不写时，号码必须带国家码。',
  'Of `group-join`: where QR codes lead to; the code, its channel and its parameters are put behind it. Unless said, QR codes need a link of their own.':
    '用于 `group-join` 时，二维码指向的链接；码、渠道和参数附在其后。不写时，生成二维码须另给链接。',
  'Of `exclusive-coupon`: the one-time password that goes with the code.':
    '用于 `exclusive-coupon` 时，与码一并使用的一次性口令。',
  'How long it is.': '口令多长。',
  'How long it may be used once it was sent.': '发出之后多久内可以使用。',
  'Wrong ones after which a new one must be sent.': '错多少次之后必须重新发送。',
  'Of `cross-border`: what holds in regions that are not listed. `accepted`: codes may be redeemed from there. `refused`: they may not. Unless said, `refused`.':
    '用于 `cross-border` 时，没有列出的地区怎么办。`accepted`：可以从那里兑换。`refused`：不可以。不写时为 `refused`。',
  'ISO 3166 code of the country or region.': '国家或地区的 ISO 3166 代码。',
  'Whether codes may be redeemed from there. `accepted`: they may. `refused`: they may not.':
    '能否从那里兑换码。`accepted`：可以。`refused`：不可以。',
  'Whether the invitee must agree to the use of the location first.':
    '被邀请人是否须先同意使用位置信息。',
  'How long the location is kept, as the law there has it.': '位置信息保存多久，依当地法律。',
  'The version of the text that the invitee must have agreed to. Unless said, any.':
    '被邀请人须已同意的文本版本。不写时任一版本均可。',
  'Which check the invitee must have passed, as your service reports it. Unless said, none.':
    '被邀请人须已通过哪种验证，由你的服务上报。不写时不需要。',
  'How coarse the location is that is kept: an H3 resolution, 0 (a cell of 4 million square kilometres) to 5 (250). Unless said, 4 (1,770).':
    '所保存的位置有多粗略：H3 分辨率，0（一格约 400 万平方公里）到 5（约 250）。不写时：4（1,770）。',
  'Of `cross-border`: the rules of each region.': '用于 `cross-border` 时，各地区的规则。',
  'Of `distribution-chain`: how many levels of inviters are traced. Unless said, 3. How many are paid is said by `distribution`.':
    '用于 `distribution-chain` 时，追踪多少层邀请人。不写时：3。付给几层由 `distribution` 规定。',
  'How long after one the next may be sent. Unless said, 60s.':
    '发送一个口令之后，过多久才能再发。不写时：60s。',
  'How many are sent to one phone for one code while one of them is still valid, which is a session. Unless said, 3.':
    '在仍有口令有效期间（即一次会话），为一个码向一部手机最多发送多少个。不写时：3。',
  'How many sessions one phone may have in a day, in all campaigns together. Unless said, 5.':
    '一部手机一天在所有活动中合计最多有多少次会话。不写时：5。',
  'Of `device-login`: how long the code is. Unless said, 6.':
    '用于 `device-login` 时，码多长。不写时：6。',
  'Of `device-login`: how often the code changes, in whole seconds. Unless said, 5m; authenticators that know nothing else need 30s.':
    '用于 `device-login` 时，码多久变一次，须为整秒。不写时：5m；只支持 30 秒的验证器须写 30s。',
  'Of `device-login`: how many codes before and after the present one are taken, for clocks that differ. Unless said, 1.':
    '用于 `device-login` 时，为照顾不准的时钟，还接受当前码前后各几个码。不写时：1。',
  'Of `device-login`: wrong codes of one person, device or address in an hour, after which no more of theirs are looked at. Unless said, 10.':
    '用于 `device-login` 时，同一人、设备或地址一小时内错多少次之后，不再检查其输入。不写时：10。',
  'Of `livestream`: the parameter of the code that names its streamer.':
    '用于 `livestream` 时，码的哪个参数写明主播。',
  'Of `livestream`: whether codes are redeemed only during the stream. Unless said, yes.':
    '用于 `livestream` 时，是否只在直播期间可以兑换。不写时：是。',
  'Of `livestream`: redemptions of one code that a minute of the clock takes at most. Unless said, 5000.':
    '用于 `livestream` 时，一个码在时钟的一分钟内最多接受多少次兑换。不写时：5000。',
  'A milestone: its name, or a mapping of its name and what reports of it may carry.':
    '一个里程碑：它的名称，或由名称和上报可携带的内容组成的映射。',
  'Names the milestone.': '里程碑的名称。',
  'The check that reaches it: once an invitee has passed it, the milestone is reported with that. Unless said, your service reports the milestone.':
    '达成它的验证：被邀请人一旦通过该验证，即上报此里程碑。不写则由你的服务上报。',
  'What reports of it may carry, by name. None has to be reported each time. Nothing personal belongs here: no names, numbers or addresses of people.':
    '上报可以携带的内容，按名称写。不必每次都上报。不要放个人信息：不要有姓名、号码和地址。',
  'One property.': '一个属性。',
  'What it is. `money`: an amount of a `currency`, reported as a text. `text`: a text, any or one of a list. `number`: a number. `flag`: true or false.':
    '它是什么。`money`：以 `currency` 计的金额，以文本上报。`text`：文本，任意或列表之一。`number`：数字。`flag`：true 或 false。',
  'Of type money: the currency.': '用于类型 money：币种。',
  'Of type text: what it may be. Unless said, any text of up to 100 characters.':
    '用于类型 text：可以是什么。不写时，为最多 100 个字符的任意文本。',
  'Of type number: the least it may be. Unless said, without bound.':
    '用于类型 number：最小值。不写时不限。',
  'Of type number: the most it may be. Unless said, without bound.':
    '用于类型 number：最大值。不写时不限。',
  'Attributes of inviters and invitees that your service reports, in bands and never exact, to tell which groups match. Unless said, none.':
    '由你的服务上报的邀请人和被邀请人的属性，只分段、不精确，用来看出哪些群体相配。不写时没有。',
  'How long the purchases of invitees are counted, for what a user is worth. Unless said, not at all.':
    '被邀请人的购买统计多久，用于计算用户价值。不写时不统计。',
  'Figures that are sent by themselves. Unless said, none.': '自动发送的数据。不写时没有。',
  "How often, by the campaign's clock. `day`: each morning. `week`: on Mondays. `month`: on the first. `quarter`: on the first of January, April, July and October, compared with other campaigns of the purpose.":
    '多久一次，按活动的时钟。`day`：每天早上。`week`：每周一。`month`：每月一日。`quarter`：一月、四月、七月和十月的一日，与目的相同的其他活动比较。',
  'To whom: addresses that your notifier knows.': '发给谁：你的通知服务所认识的地址。',
  'What is looked at: a fact, or a property of a milestone.': '看什么：事实，或里程碑的属性。',
  'A property of a milestone, as it was reported last.': '里程碑的属性，以最近一次上报的为准。',
  "Smart renewal: a code that is used lives longer, and each renewal is charged to the operator's account. Unless said, none.":
    '智能续期：被使用的码有效更久，每次续期记入运营方账户。不写即不续期。',
  'After how many uses each time.': '每使用多少次续期一次。',
  'What each renewal adds.': '每次续期增加多久。',
  'How long a code lives at most after it was issued, renewals included.':
    '码自发出起最长有效多久，含续期。',
  'What each renewal costs the operator. In quotes.': '每次续期向运营方收取多少。须加引号。',
  'Of the price.': '价格的币种。',
  'Terms that differ from person to person, so that they can be compared. Each person gets one of them, always the same, in proportion to the weights.':
    '因人而异的条款，以便比较。每人按权重比例得到其中一个，且始终是同一个。',
  'Names the variant within the campaign. Who gets it hangs on the name.':
    '变体在活动内的名称。谁得到它取决于这个名称。',
  'How many people get it, in proportion to the other weights.':
    '多少人得到它，按与其他权重的比例。',
  'Only for people of this segment, who get no other variants then. Whoever issues a code says in which segment its holder is.':
    '只给这个分群的人，他们不会得到其他变体。持有人属于哪个分群由发码方说明。',
  'What is otherwise for codes of this variant. Mappings are merged key by key and rewards by `id`, everything else is replaced, and `null` takes away.':
    '这个变体的码有何不同。映射逐键合并，奖励按 `id` 合并，其余整体替换，`null` 表示去掉。',
  'As `validity` of the campaign.': '同活动的 `validity`。',
  'As `redemption` of the campaign.': '同活动的 `redemption`。',
  'As `wording` of the campaign.': '同活动的 `wording`。',
  'As `risk` of the campaign.': '同活动的 `risk`。',
  'When operations are told of a budget that runs out, in the log of the worker and by `usher status`. Unless said, at 80 and 95 percent, and when it will not last.':
    '预算将要用完时，何时告知运营人员：写入 worker 的日志，并由 `usher status` 显示。不写则在用到 80% 和 95% 时，以及撑不到最后时告知。',
  'Percent of a budget, each told once when it is reached.': '预算的百分之几，每到一个告知一次。',
  'Whether it is told that at the pace of the last day a budget is used up before the campaign ends; where it never ends, within seven days.':
    '按最近一天的速度，预算会在活动结束前用完时是否告知；活动没有结束时间时，看七天以内。',
  'The redemption cap: how many of its points a person may spend. It holds at once, also for points that people have. Unless said, all that they have.':
    '积分使用上限：每人可花多少本活动的积分。立即生效，对已有的积分也是如此。不写时，有多少花多少。',
  'In one purchase. Both hold.': '一次购买中。两项都须满足。',
  'So many points. In quotes.': '最多多少积分。须加引号。',
  'This part of the price, rounded down. Whoever reserves points then has to say the price, in points.':
    '最多为价格的百分之几，向下取整。此时预留积分者须说明价格（以积分计）。',
  "In a day of the campaign's clock. In quotes.": '一天之内，按活动的时钟。须加引号。',
  "In a month of the campaign's clock. In quotes.": '一个月之内，按活动的时钟。须加引号。',
  'In all. In quotes.': '总共。须加引号。',
  'What the campaign is planned to come to over its whole life. Nothing is decided by it: the linter looks whether it can be, and `usher simulate` shows it beside what is likely. Unless said, nothing is planned.':
    '整个活动计划达到的数字。不据此作任何决定：检查器看它能否实现，`usher simulate` 把它与可能的结果并列。不写即没有计划。',
  'How many codes are issued; one that follows in the place of another is not counted again.':
    '发出多少个码；接替另一个码的码不另计。',
  'How many invitees reach each milestone, by its name; `redeemed` is how many redeem.':
    '按名称，每个里程碑有多少位被邀请人达到；`redeemed` 是兑换的人数。',
  'A number of invitees.': '被邀请人数。',
  'How many of those who redeem reach each milestone, in percent, with at most two decimals. In quotes.':
    '兑换者中达到每个里程碑的百分比，至多两位小数。写在引号中。',
  'Percent of those who redeem.': '兑换者的百分比。',
  'What all rewards come to together, as `budget` is written.':
    '所有奖励合计多少，写法与 `budget` 相同。',
  'What rewards of both sides come to for each invitee who redeems, as `budget` is written.':
    '每位兑换的被邀请人平均的双方奖励，写法与 `budget` 相同。',
};

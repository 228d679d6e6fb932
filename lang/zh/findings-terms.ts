/** Findings about terms: what each is, why it matters, and how to mend it. */
export const findingsTerms: Readonly<Record<string, string>> = {
  'a code that leads to cash without a login can be hit by a patient attacker':
    '无需登录就能得到现金的码，会被有耐心的攻击者猜中',
  'A guess hits with a chance of live codes divided by possible codes. An attacker with 1,000 addresses that are let in five times a minute has 216 million guesses in thirty days; limits on single addresses do not stop that, and OWASP names scripted sign-ups that drain a referral programme (API6:2023). Codes that pay in money without a login are therefore held to less than one hit in a hundred such attacks.':
    '猜一次的命中概率等于有效码数除以可能的码数。攻击者若有 1,000 个地址，每个地址每分钟放行五次，三十天就能猜 2.16 亿次；按单个地址限流挡不住，OWASP 也列举过用脚本注册、把推荐计划掏空的案例（API6:2023）。因此，无需登录就能换钱的码，要求一百次这样的攻击中命中不到一次。',
  'Make codes longer, allow fewer of them at once, or set `login: true`.':
    '加长码，减少同时存在的数量，或设 `login: true`。',
  'new codes will now and then be values that are taken': '新码有时会抽到已被占用的值',
  'Of n codes out of S possible ones, about n²/2S pairs are equal (the birthday problem). Usher draws again when a value is taken, so nothing breaks; but it says that the space is filling up, and that the next raise of `liveCodesMax` wants longer codes.':
    '从 S 种可能的码中抽 n 个，约有 n²/2S 对相同（生日问题）。值被占用时 Usher 会重新抽取，所以不会出错；但这说明码空间快满了，下次提高 `liveCodesMax` 时应该加长码。',
  'Make codes one or two characters longer.': '把码加长一两个字符。',
  'people type these codes, and a typo looks like an unknown code':
    '这些码要由人输入，输错一个字看起来就像码不存在',
  'Digits, and codes that operators print, are read and typed by people. A check character of ISO/IEC 7064 catches every single wrong character and nearly every swap of neighbours, so that the answer can be "characters 3 and 4 may be swapped" in place of "no such code". It adds nothing to safety.':
    '纯数字的码和运营人员印出来的码，要由人读、由人输入。ISO/IEC 7064 的校验字符能发现任何一个错字和几乎所有相邻字符的对调，于是可以回答“第 3、4 个字符可能颠倒了”，而不是“没有这个码”。它不增加安全性。',
  'Add `checkCharacter: true` to `format`. Codes become one character longer.':
    '在 `format` 中加上 `checkCharacter: true`。码会长一个字符。',
  'codes that operators hand out mix capital and small letters': '由运营人员发放的码混用大小写字母',
  'Codes made by hand end on paper and are typed. Alphabet `mixed` tells O from 0 and a from A, so that most mistyped codes cannot be understood, and there is no check character for it.':
    '人工制作的码最终印在纸上，再由人输入。字符集 `mixed` 区分 O 和 0、a 和 A，输错的码大多无法辨认，而且它没有校验字符。',
  'Use `alphabet: unambiguous`, with `checkCharacter: true`.':
    '使用 `alphabet: unambiguous`，并加上 `checkCharacter: true`。',
  'a step, a band or a decay begins beyond what can be reached':
    '阶梯、分档或递减的起点超出了可能达到的范围',
  'People are told of a reward that nobody can earn: a code takes fewer redemptions than the step asks for, or a cap, a limit or the budget is used up by the steps before or by other rewards, or no purchase that counts falls into a band. It reads as a promise that was not meant.':
    '告诉了人们一份谁也得不到的奖励：码能接受的兑换次数少于该级的要求，或者前面各级或其他奖励已用尽上限、限额或预算，或者没有算数的购买落在某一档里。读起来像是无心的承诺。',
  'Lower the number of invitees, raise the bound that the message names, or leave it out.':
    '减少被邀请人数，提高消息所说的界限，或去掉它。',
  'the first invitees fall before the first band and earn nothing':
    '最先的几个被邀请人落在第一档之前，什么也带不来',
  'A band begins at its number of invitees. What lies before the first one is a gap: those invitees are worth nothing, which is seldom meant; a reward that begins late is a ladder.':
    '每一档从它的被邀请人数开始。第一档之前是空白：那些被邀请人一文不值，这很少是本意；从后面才开始的奖励应写成阶梯。',
  'Begin the first band at 1, or use `ladder`.': '让第一档从 1 开始，或使用 `ladder`。',
  'a band pays what the band before pays': '某一档与前一档的金额相同',
  'Two bands of one amount are one band. Somebody meant to write another amount.':
    '金额相同的两档其实是一档。有人本想写另一个金额。',
  'Change one of the two amounts, or leave the later band out.': '修改其中一个金额，或去掉后一档。',
  'a later step of a ladder pays less than an earlier one': '阶梯中后一级的奖励少于前一级',
  'Ladders usually rise. One that falls may be meant, and then `decay` says it better; it also pays people to split into two accounts.':
    '阶梯通常递增。递减的阶梯可能是有意的，那么用 `decay` 更清楚；它还会鼓励人们拆成两个账号。',
  'Sort the amounts, or use `decay`.': '按金额排序，或使用 `decay`。',
  'two rewards pay the same side the same thing for the same milestones':
    '两个奖励因相同的里程碑向同一方发放相同的东西',
  'Both are granted. That is right where a ladder tops up an amount, and costly where the second was meant to replace the first.':
    '两个都会发放。如果是阶梯在固定金额之上加奖，那是对的；如果第二个本想取代第一个，代价就大了。',
  'Take one of them out, or give them conditions that exclude each other.':
    '去掉其中一个，或给它们互斥的条件。',
  'a reward waits for milestones, and codes are settled as soon as they expire':
    '奖励要等里程碑，而码一过期就结清',
  'A settled code hears of no milestone any more. With `settleFor` of nothing, an invitee who redeems in the last hour has that hour to reach what the reward asks for.':
    '结清的码不再接收任何里程碑。`settleFor` 为零时，最后一小时兑换的被邀请人只有那一小时来达到奖励的要求。',
  'Give `settleFor` the time that people take to get there.': '让 `settleFor` 足够人们走到那一步。',
  'a reward is held longer than codes go on after their end':
    '奖励的保留期长于码在过期后的存续时间',
  'The reward is paid all the same: Usher keeps the code open until the hold is over. But `settleFor` then says less than what is true, refunds in that time find the code still there, and data is kept longer than the file says.':
    '奖励照样会发：Usher 会让码保持到保留期结束。但这样 `settleFor` 写得比实际短，其间的退款仍能找到该码，数据的保存时间也比文件所写的长。',
  'Raise `settleFor` to the hold, or shorten the hold.':
    '把 `settleFor` 提高到保留期，或缩短保留期。',
  'a milestone that no reward waits for': '没有奖励等待的里程碑',
  'It can be reported and is counted in figures. Where a reward was meant to wait for it, the reward pays too early.':
    '它可以上报，也会计入统计。如果本想让某个奖励等它，那么这个奖励发得太早了。',
  'Leave it if you only want to count it; otherwise add it to a reward.':
    '若只想统计，可以不改；否则把它加到一个奖励上。',
  'a decay becomes nothing after a few steps': '递减几级之后就什么也不剩',
  'Without a floor, amounts that are rounded down reach nothing sooner than one thinks. From there on inviters earn nothing, without being told.':
    '没有下限时，向下取整的金额会比想象中更快归零。此后邀请人什么也得不到，也没有人告诉他们。',
  'Set a `floor`, or say in your texts how many steps there are.':
    '设一个 `floor`，或在文案中说明有多少级。',
  "a campaign's cap lies above its budget": '活动上限高于预算',
  'The budget stops the reward first, so the cap never does.':
    '预算会先拦住奖励，上限永远不起作用。',
  'Lower the cap, raise the budget, or leave the cap out.': '降低上限，提高预算，或去掉上限。',
  'a condition that no invitee can fulfil': '没有任何被邀请人能满足的条件',
  'Mend the values, join the comparisons by `any`, or leave the reward out.':
    '改正这些值，用 `any` 连接各个比较，或去掉该奖励。',
  'a condition that every invitee fulfils': '所有被邀请人都满足的条件',
  'It changes nothing, though somebody wrote it to keep something out.':
    '它不起任何作用，虽然有人写它是想挡住什么。',
  'Mend the value, or leave the condition out.': '改正该值，或去掉条件。',
  'a text that looks like a regular expression': '看起来像正则表达式的文本',
  'Usher compares texts character by character and never runs a pattern of an author: some patterns take time that grows without bound with the text (OWASP, Regular expression Denial of Service). A value such as `^CN.*` therefore only equals itself.':
    'Usher 逐字比较文本，从不运行作者写的模式：有些模式的耗时会随文本无限增长（OWASP，正则表达式拒绝服务）。因此 `^CN.*` 这样的值只等于它自己。',
  'List the values with `in`.': '用 `in` 列出各个值。',
  'the rewards promise more than the budget pays, if everything that may happen does':
    '如果可能发生的都发生，各奖励所承诺的就超过预算',
  'A budget is never overspent: rewards that it cannot pay are refused with BUDGET_EXHAUSTED. Those who are refused were promised something, so somebody should have decided that this may happen. The worst case is what the rewards promise, the budget left aside: `liveCodesMax` codes are open, another follows in the place of each as soon as its lifetime is over, for other people each time, until the campaign ends; each is used as often as it may be; and each reward pays the least that its amounts and each of its caps and limits allow, all together no more than a limit that they share; a limit by the hour, day, week or month is counted from the start until codes settle after the end. It is a bound and no forecast, and the same one that `usher diff` tells; `usher simulate` says what is likely.':
    '预算绝不会超支：付不起的奖励会以 BUDGET_EXHAUSTED 拒绝。被拒绝的人曾得到过承诺，所以应当有人决定过这可以发生。最坏情况是撇开预算、各奖励所承诺的总和：有 `liveCodesMax` 个码未结，每个码一到期就有另一个码接替，每次都属于不同的人，直到活动结束；每个码都用满次数；每项奖励按其金额和各项上限、限额所允许的最小值计算，合计不超过共同的限额；按小时、天、周或月的限额，从开始算到活动结束后码结算为止。它是上界，不是预测，与 `usher diff` 所说的是同一个；`usher simulate` 说明大概会怎样。',
  'Raise the budget, add `perCampaign` or `redemptions` to `caps`, so that all rewards together fit the budget, or silence it with the reason why the budget may run out.':
    '提高预算，在 `caps` 中加上 `perCampaign` 或 `redemptions`，使所有奖励合起来不超过预算，或写明预算为何可以用尽并忽略它。',
  'codes live longer than the campaign runs': '码的有效期长于活动',
  'What is redeemed after the campaign earns nothing, so the last part of the life of every code is a promise without a reward.':
    '活动结束后的兑换什么也挣不到，所以每个码有效期的最后一段是没有奖励的承诺。',
  'Use `lifetime: until-campaign-end`, a shorter lifetime, or a longer campaign.':
    '使用 `lifetime: until-campaign-end`，缩短有效期，或延长活动。',
  'shares or renewals may lengthen a life beyond the campaign':
    '分享或续期可能把有效期延长到活动之后',
  'The bound `upTo` never bites: the campaign is over first, and people share, or you pay, for time that earns nothing.':
    '上限 `upTo` 永远不起作用：活动先结束了，人们分享、或由你付费换来的时间什么也挣不到。',
  'Lower `upTo` to the length of the campaign or less.': '把 `upTo` 降到活动的时长以内。',
  'a click counts longer than the campaign runs': '点击的有效时间长于活动',
  'Clicks from before the campaign do not exist, so the window is in truth the length of the campaign.':
    '活动开始前没有点击，所以窗口实际上就是活动的时长。',
  'Write the window that is meant.': '写上真正想要的窗口。',
  'a reservation is kept longer than a code lives': '预留的时间长于码的有效期',
  'Until it is given back nobody else can have that use, and by then the code has expired: one person who reserves and does not confirm takes the code out.':
    '预留归还之前，别人用不了这次名额，而等归还时码已经过期：一个人预留而不确认，就废掉了这个码。',
  'Reserve for a part of the lifetime.': '只预留有效期的一部分。',
  'former values live on when the next ones are made': '旧码值在下一个码值生成后仍然有效',
  'Each refresh leaves another value that leads to the code. More values than `liveCodesMax` are then live, and a guess hits more often than the file says.':
    '每次刷新都会留下又一个指向该码的码值。于是有效的码值多于 `liveCodesMax`，猜中的机会也比文件所说的大。',
  'Let `formerFor` be shorter than `every`.': '让 `formerFor` 短于 `every`。',
  'the campaign is over already': '活动已经结束',
  'Its last day lies before today. It can be published, and nobody gets a code of it. Usually a year is wrong, or the file is the last one with new words.':
    '其最后一天早于今天。它可以发布，但没有人能得到它的码。通常是年份写错了，或沿用了上一次的文件、只改了文字。',
  'Mend the date, or say in a comment that it is kept as it was.':
    '改正日期，或在注释中说明它按原样保留。',
  'the risk policy that the campaign names is not there': '活动所写的风控策略不存在',
  'Without it the campaign cannot be published, and `usher explain` and `usher simulate` do not know who is kept out. It is looked for where policies are among the files that are checked, or where the name of another one is nearly the same.':
    '没有它，活动不能发布，`usher explain` 和 `usher simulate` 也不知道会拦下谁。当所检查的文件中有策略，或另一策略的名称几乎相同时，才会查找。',
  'Mend the spelling, or name the file of the policy too. Of one that is kept elsewhere, say so in a comment.':
    '改正拼写，或把策略文件一并列出。策略若存放在别处，在注释中说明。',
  'the first weekly batch may come after the campaign': '第一批每周发放可能在活动结束之后',
  'In a campaign shorter than a week no batch may fall inside it. Everybody is paid, but later than "weekly" sounds.':
    '不足一周的活动，其间可能一批也没有。每个人都会拿到，只是比“每周”听起来晚。',
  'Use `timing: after-campaign`, which says so.':
    '使用 `timing: after-campaign`，它如实说明这一点。',
  'The reward is promised and never granted, or the rule of a risk policy never fires. Usually two comparisons exclude each other, a value lies outside what the fact can be, or the fact is not known at that time: a purchase and properties are reported with a milestone, so a reward for redeeming alone never sees one. It may also want a purchase below `atLeast`, or people of regions from which nobody may redeem.':
    '奖励承诺了却永远不发，或风控策略的规则永远不触发。通常是两个比较互相排斥，或值超出了事实可能的范围，或届时还不知道该事实：购买和属性是随里程碑上报的，所以只看兑换的奖励永远见不到它们。也可能是条件要求的购买金额低于 `atLeast`，或要求来自谁也不能兑换的地区。',
  'a milestone may take longer than anybody hears of it': '里程碑允许的时间长到没有人再能上报',
  'Codes are settled before the time of `within` is over, even for somebody who redeems at once. A settled code hears of no milestone any more, so that the bound never bites, and people are promised time that they do not have.':
    '即使一发码就兑换，码也会在 `within` 的时间用完之前结清。结清的码不再接收任何里程碑，所以这个期限永远不起作用，人们得到的时间比所承诺的少。',
  'Raise `settleFor`, or shorten `within`.': '提高 `settleFor`，或缩短 `within`。',
  'a region of no country that there is': '地区不属于任何现有的国家或地区',
  'Regions are compared letter by letter with what your service reports, and services report ISO 3166 codes. The United Kingdom is GB there: with UK, everybody from it is refused, or earns nothing.':
    '地区与你的服务所上报的逐字比较，而服务上报的是 ISO 3166 代码。英国的代码是 GB：写 UK，那里的人就都会被拒绝，或什么也挣不到。',
  'Write the code of ISO 3166-1, or of ISO 3166-2 for a part of a country.':
    '写 ISO 3166-1 的代码；国家的一部分写 ISO 3166-2 的代码。',
  'a reward is for people of a region from which nobody may redeem':
    '奖励给某地区的人，而那里谁也不能兑换',
  'The rules of regions refuse them before any reward is looked at. Either the region is missing there, or the reward promises what nobody gets.':
    '地区规则在看奖励之前就已拒绝他们。要么那里漏写了这个地区，要么奖励承诺了谁也得不到的东西。',
  'List the region in `regions`, or take it out of the condition.':
    '在 `regions` 中列出该地区，或把它从条件中去掉。',
  'what codes are used for does not go with their terms': '码的用途与其条款不相容',
  'A dynamic code that logs a device in lives five minutes at most; a password cannot outlive its code; rules by region need somebody who reports regions. With other terms the scenario cannot be kept.':
    '用于登录设备的动态码最多有效五分钟；口令不能比码活得更久；按地区的规则需要有人上报地区。条款不同，场景就无法做到。',
  'Change the terms as the message says, or leave the scenario out.':
    '按消息所说修改条款，或去掉场景。',
  'something that this version of Usher reads and checks, and does not do yet':
    '本版本的 Usher 会读取和检查、但还不会执行的内容',
  'It is part of the language, so that files need not change when it comes. Until then your service has to do it.':
    '它是语言的一部分，这样将来支持时文件无须修改。在那之前要由你的服务来做。',
  'See to it in your service, and silence this with a note of who does.':
    '在你的服务中做好它，并写明由谁负责而忽略它。',
  'points expire before anybody can have them': '积分在任何人得到之前就过期',
  'Points that are paid after the campaign, with the first weekly batch, after a hold or from the start on, are over when they arrive: everybody is promised points, and nobody can spend one.':
    '在活动结束后、随第一个每周批次、保留期满后或从活动开始起发放的积分，到账时已经过期：承诺了所有人，却没有人能花。',
  'Use a later `expiresAt`, or `expiresAfter`, which counts from when they take effect.':
    '把 `expiresAt` 改晚，或用从生效时起算的 `expiresAfter`。',
  'points expire while they are still being earned or paid': '积分还在挣取或发放时就过期',
  'What takes effect after `expiresAt` is over at once, and what does so shortly before nearly so: points of the last days that wait for a weekly batch, for one. People feel cheated of the last part of the campaign.':
    '`expiresAt` 之后生效的立即过期，之前不久生效的也几乎如此：例如最后几天挣到、等待每周批次的积分。人们会觉得活动的最后一段受了骗。',
  'Let them expire some time after the end of the campaign, or use `expiresAfter`.':
    '让积分在活动结束一段时间后过期，或用 `expiresAfter`。',
  'points can be spent for less than a week': '积分可花的时间不到一周',
  'Most people do not buy within days. Points that go before their owner has come by again cost trust and win no purchase.':
    '多数人不会在几天内购买。主人再来之前就消失的积分，损害信任，也换不来购买。',
  'Give them weeks or months.': '给几周或几个月。',
  'the spending of points is capped, and no reward gives any': '限制了花积分，却没有奖励发积分',
  'The section says nothing about anything. Mostly a reward was removed, or another template was meant.':
    '这一节不起作用。多半是删了某个奖励，或者本想用另一个模板。',
  'Leave `points` out, or add a reward of template points.':
    '去掉 `points`，或加一个模板为 points 的奖励。',
  'a person may never spend what one reward gives': '一个人永远花不完一次奖励所发的',
  'The cap over all time is smaller than what one reward of points gives. A part of it is a promise that cannot be kept.':
    '总上限小于一次积分奖励的数额。其中一部分是无法兑现的承诺。',
  'Raise `inAll`, or lower the reward.': '提高 `inAll`，或降低奖励。',
  'a cap of points never bites': '积分的某个上限永远不起作用',
  'A cap of a longer time, or of more purchases, is the smaller one, so that it is reached first. Mostly the two figures were exchanged.':
    '更长时间或更多次购买的上限反而更小，总是先达到它。多半是两个数写反了。',
  'Lower the cap that the message names, or raise the other one.':
    '降低消息所说的上限，或提高另一个。',
  'nobody can earn as much as a payout must come to': '没有人能挣到一次付款所需的最低金额',
  'Rewards of a person gather until they reach `payouts.minimum`. Where all that one person can earn is less, nobody is paid before the campaign is over, and with `atEnd: keep` nobody is ever. The message has the most that one person can have: for as many invitees as the codes that they may hold one after the other take, by the caps, limits, steps and months of every reward in cash, and for being invited once themselves. Awards do not gather, and are left out.':
    '一个人的奖励要累积到 `payouts.minimum` 才付。如果一个人最多能挣的还不到这个数，活动结束前谁也收不到钱；写了 `atEnd: keep` 时永远收不到。消息给出一个人最多能得多少：按其先后可持有的码所能带来的被邀请人，以及每项现金奖励的上限、限额、阶梯和月数，再加上自己被邀请一次。人工奖励不参与累积，不计在内。',
  'Lower the minimum to what the message says, or raise the cap that it names.':
    '把最低金额降到消息所说的数额，或提高消息所说的上限。',
  'an inviter earns more than a cap or limit on cash lets them, with a second account':
    '邀请人用第二个账号可以挣到超过现金上限或限额的钱',
  'A cap or limit on a code, a line of codes or a person holds for one account; the second account has a day of its own as well. No bound of that kind is proof against somebody who has two; what holds is what a second account costs: a verified name, a phone of its own, a face. The message has the smallest number of invitees at which a second account pays; where the codes of one inviter never take so many, the bound is not reached, and nothing is said. Where a bound is of both sides together, invitees use it up as well. Only cash is looked at: what two accounts have of it is one sum in the end, while points and things stay with the account that earned them.':
    '对一个码、一条码链或一个人的上限或限额只对一个账号有效；第二个账号的每一天也另算。有两个账号的人总能绕过这类限制；真正挡得住的是第二个账号的成本：实名、单独的手机号、人脸。消息给出第二个账号开始有利的最小被邀请人数；如果一个邀请人的码接受不了这么多人，就达不到这个限制，也不报告。双方合计的限制，被邀请人也会用掉一部分。只检查现金：两个账号的钱最终合成一笔，而积分和物品留在挣得它们的账号里。',
  'Let the risk policy or the milestones ask for something that nobody has twice, and silence it with what that is.':
    '让风控策略或里程碑要求一样谁都没有两份的东西，并写明它是什么来忽略这一条。',
  'a purchase brings back as much as it costs': '一次购买返还的不少于它的花费',
  'Whoever is inviter and invitee at once, with two accounts, gets all percentages of their own purchase, and the floor of each. Where they add up to the price, buying costs nothing, and where they are more, it earns. The message has the smallest purchase that does.':
    '用两个账号同时做邀请人和被邀请人的人，会得到自己购买的全部返点，以及每一份的保底。它们加起来等于价格时，购买不花钱；超过时，购买反而赚钱。消息给出做得到这一点的最小购买额。',
  'Lower the percentages or the floor, or wait for a purchase of a least amount: `{ milestone: first-purchase, atLeast: "50.00" }`.':
    '降低返点或保底，或要求最低购买额：`{ milestone: first-purchase, atLeast: "50.00" }`。',
  'more is planned to be spent than the budget pays': '计划的支出超过预算',
  'A budget is never overspent: when it is used up, rewards are refused with BUDGET_EXHAUSTED, and the plan cannot come true. Where `spend` is not said, it is `costPerInvitee` for as many as `invitees` says redeem.':
    '预算绝不会超支：用完之后，奖励会以 BUDGET_EXHAUSTED 拒绝，计划无法实现。没有写 `spend` 时，按 `costPerInvitee` 乘以 `invitees` 所说的兑换人数计算。',
  'Raise the budget, or plan less.': '提高预算，或降低计划。',
  'more is planned than the terms allow': '计划超出条款所允许的',
  'So many codes can never be issued, so many invitees never redeem them, or rewards never come to so much, even if everything that may happen does: `liveCodesMax` codes are open, another follows in the place of each as soon as its lifetime is over, and each is used `usesMax` times. The bound on rewards is the worst case that `usher diff` tells; with variants, each bound is that of the most generous.':
    '即使可能发生的都发生，也发不出这么多码，没有这么多被邀请人能兑换，或奖励到不了这么多：有 `liveCodesMax` 个码未结，每个码一到期就有另一个码接替，每个码用满 `usesMax` 次。奖励的上界是 `usher diff` 所说的最坏情况；有变体时，每个上界取最宽的变体。',
  'Plan less, or raise the bound that the message names.': '降低计划，或提高消息所说的上界。',
  'planned figures contradict each other': '计划的数字互相矛盾',
  'Figures that follow from each other are compared: nobody reaches a milestone without redeeming, codes take no more than `usesMax` invitees each, `conversion` is a part of those who redeem, and `spend` is `costPerInvitee` for each of them. Differences of up to two percent are taken for rounding. A review against such a plan finds a figure missed whatever happens.':
    '能互相推出的数字会加以比较：不兑换就达不到里程碑，每个码至多接受 `usesMax` 位被邀请人，`conversion` 是兑换者中的比例，`spend` 是 `costPerInvitee` 乘以兑换人数。百分之二以内的差别视为舍入。按这样的计划复盘，无论结果如何总有一个数字没有达到。',
  'Correct one of the two, or leave out the one that follows from the other.':
    '改正其中一个，或去掉可由另一个推出的那个。',
  'whoever guesses at one password or dynamic code gets in within a month':
    '对一个口令或动态码不断猜测的人一个月内就能进来',
  "A guess at a password of d digits is right in one of 10^d cases, and a phone has `attemptsMax` guesses at each of `sendsMax` passwords in each of `sessionsPerDay` sessions; a dynamic code is right in 2 × `drift` + 1 of 10^d cases, and full guesses at one end with the day's 5 × `attemptsAnHour`th wrong one. Where thirty such days let in one of ten who try, what the code protects is open to whoever picks a victim.":
    '猜 d 位口令，10^d 次命中一次；一个手机号在 `sessionsPerDay` 个会话中，每个会话 `sendsMax` 个口令，每个口令可猜 `attemptsMax` 次。动态码在 10^d 次中命中 2 × `drift` + 1 次；一个码在当天第 5 × `attemptsAnHour` 次猜错后放慢。如果这样的三十天会让十个尝试者中的一个进来，码所保护的就对任何选定目标的人敞开。',
  'a patient guesser gets in by a password or a dynamic code': '有耐心的猜测者能靠口令或动态码进来',
  'The same reckoning, where thirty days at one phone or one code let in one of a hundred who try; or where a day of guesses at each of `liveCodesMax` codes lets in somebody, somewhere, more likely than not. For the second a guesser has to know the codes, and have a message sent for each password that is guessed at: where codes are secret, that is a reason to silence it.':
    '同样的计算：对一个手机号或一个码猜三十天，百个尝试者中有一个进来；或对 `liveCodesMax` 个码各猜一天，多半有人在某处进来。后者要求猜测者知道这些码，并且每猜一个口令都要发一条短信：码如果保密，就可以以此为理由忽略它。',
  'Write the `digits` that the message says, or allow fewer attempts.':
    '写消息所说的 `digits`，或减少允许的尝试次数。',
  'a condition that the other terms of the campaign let hardly anybody fulfil':
    '活动的其他条款使几乎没有人能满足的条件',
  'It wants a weekday that the campaign does not have, an hour at which a code cannot be redeemed, or a purchase below what `atLeast` asks for. Facts are those of the moment at which a reward is earned: of redeeming, or of the report that comes last. So it is fulfilled only by accident: by what is reported after the campaign, by a review that is decided at another time, or by a second purchase.':
    '它要求活动中没有的星期、不能兑换的时间，或低于 `atLeast` 的购买金额。事实取自赢得奖励的那一刻：兑换时，或最后一次上报时。因此只有碰巧才会满足：活动之后的上报、在别的时间作出决定的审核，或第二次购买。',
  'Mend the condition, or the period, the opening hours or `atLeast` that stand against it.':
    '修改条件，或修改与它相抵触的活动期间、兑换时段或 `atLeast`。',
  'a condition on times at which no code can be redeemed': '条件所要求的时间里不能兑换',
  'It can hold, since the reward waits for a milestone, and the time is that of its report. Who reaches the milestone as they redeem never gets the reward. Where the time of redeeming was meant, nobody gets what was promised.':
    '条件可以成立，因为奖励等待某个里程碑，时间取自它的上报。兑换时就达到里程碑的人永远得不到这份奖励。如果本意是兑换的时间，就没有人能得到所承诺的奖励。',
  'Leave it if the time of the milestone is meant; otherwise mend the hours.':
    '若指的就是里程碑的时间，可不改；否则修改时间。',
  'no opening hours come while the campaign runs': '活动进行期间没有任何兑换时段',
  'Codes are redeemed in opening hours alone. Where all of them lie on days that the campaign does not have, everybody is refused until it is over.':
    '码只能在兑换时段内兑换。如果所有时段都在活动没有的日子里，直到活动结束，每个人都会被拒绝。',
  'Mend the days, or the period.': '修改星期，或修改活动期间。',
  'some opening hours do not come while the campaign runs': '有些兑换时段在活动进行期间不会出现',
  'They are on days that the campaign does not have, or before it starts and after it ends. Whoever reads the file, or is told the hours, believes that the campaign is open then.':
    '它们在活动没有的日子里，或在开始之前、结束之后。读到文件或听说这些时段的人，会以为那时可以兑换。',
  'Leave them out, or mend the days or the period.': '去掉它们，或修改星期或活动期间。',
  'opening hours overlap each other': '兑换时段互相重叠',
  'Codes may be redeemed whenever one of them says so, so that hours that lie within others change nothing. Mostly a day, or an end that lies on the next day, was meant otherwise.':
    '只要有一个时段允许，就可以兑换，所以落在别的时段之内的时间不起作用。多半是星期写错了，或没有料到结束时间落在第二天。',
  'Join them, or let one begin when the other ends.': '把它们合并，或让一个在另一个结束时开始。',
  'there is no region from which codes are redeemed': '没有任何地区可以兑换',
  'Rules of regions come before everything else. Where each region that is listed is refused, or is one that there is not, and all others are refused too, nobody can redeem a code.':
    '地区规则先于其他一切。如果所列的每个地区都被拒绝或并不存在，其余地区也都被拒绝，就没有人能兑换。',
  'Let one region be accepted. Where the list is of those to keep out, write `otherwise: accepted`.':
    '至少接受一个地区。如果所列的是要排除的地区，请写 `otherwise: accepted`。',
  'another reward uses up a limit that both share before this one is earned':
    '另一份奖励在这份之前就用尽了两者共用的限额',
  'A limit in `spec.limits` counts all its rewards together, and what is earned first takes it. Where one of them is always granted first and leaves no room, the other is a promise that nobody gets.':
    '`spec.limits` 中的限额把各份奖励合在一起计算，先得到的先占用。如果其中一份总是先发放，又不留余地，另一份就是谁也得不到的承诺。',
  'Raise the limit, or bound each of the rewards by caps or limits of its own.':
    '提高限额，或给每份奖励各自设上限或限额。',
};

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
  'People are told of a reward that nobody can earn: a code takes fewer redemptions than the step asks for, or a cap or the budget is used up by the steps before. It reads as a promise that was not meant.':
    '告诉了人们一份谁也得不到的奖励：码能接受的兑换次数少于该级的要求，或者前面各级已用尽上限或预算。读起来像是无心的承诺。',
  'Lower the number of invitees, raise the cap that the message names, or leave it out.':
    '减少被邀请人数，提高消息所说的上限，或去掉它。',
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
  'The reward is promised and never granted, or the rule of a risk policy never fires. Usually two comparisons exclude each other, a value lies outside what the fact can be, or the fact is not known at that time: a purchase and properties are reported with a milestone, so a reward for redeeming alone never sees one.':
    '奖励承诺了却永远不发，或风控策略的规则永远不触发。通常是两个比较互相排斥，或值超出了事实可能的范围，或届时还不知道该事实：购买和属性是随里程碑上报的，所以只看兑换的奖励永远见不到它们。',
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
  'Points that are paid after the campaign, or earned from its start on, are over when they arrive: everybody is promised points, and nobody can spend one.':
    '活动结束后才发的积分，或活动开始后才挣到的积分，到账时已经过期：承诺了所有人，却没有人能花。',
  'Use a later `expiresAt`, or `expiresAfter`, which counts from when they take effect.':
    '把 `expiresAt` 改晚，或用从生效时起算的 `expiresAfter`。',
  'points expire while they are still being earned': '积分还在发放时就过期',
  'What is earned after `expiresAt` is over at once, and what is earned shortly before nearly so. People feel cheated of the last part of the campaign.':
    '`expiresAt` 之后挣到的立即过期，之前不久挣到的也几乎如此。人们会觉得活动的最后一段受了骗。',
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
  'A cap or limit on a code, a line of codes or a person holds for one account; the second account has a day of its own as well. No bound of that kind is proof against somebody who has two; what holds is what a second account costs: a verified name, a phone of its own, a face. The message has the smallest number of invitees at which a second account pays. Where a bound is of both sides together, invitees use it up as well. Only cash is looked at: what two accounts have of it is one sum in the end, while points and things stay with the account that earned them.':
    '对一个码、一条码链或一个人的上限或限额只对一个账号有效；第二个账号的每一天也另算。有两个账号的人总能绕过这类限制；真正挡得住的是第二个账号的成本：实名、单独的手机号、人脸。消息给出第二个账号开始有利的最小被邀请人数。双方合计的限制，被邀请人也会用掉一部分。只检查现金：两个账号的钱最终合成一笔，而积分和物品留在挣得它们的账号里。',
  'Let the risk policy or the milestones ask for something that nobody has twice, and silence it with what that is.':
    '让风控策略或里程碑要求一样谁都没有两份的东西，并写明它是什么来忽略这一条。',
  'a purchase brings back as much as it costs': '一次购买返还的不少于它的花费',
  'Whoever is inviter and invitee at once, with two accounts, gets all percentages of their own purchase, and the floor of each. Where they add up to the price, buying costs nothing, and where they are more, it earns. The message has the smallest purchase that does.':
    '用两个账号同时做邀请人和被邀请人的人，会得到自己购买的全部返点，以及每一份的保底。它们加起来等于价格时，购买不花钱；超过时，购买反而赚钱。消息给出做得到这一点的最小购买额。',
  'Lower the percentages or the floor, or wait for a purchase of a least amount: `{ milestone: first-purchase, atLeast: "50.00" }`.':
    '降低返点或保底，或要求最低购买额：`{ milestone: first-purchase, atLeast: "50.00" }`。',
};

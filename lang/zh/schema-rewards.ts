/** Descriptions of rewards. */
export const schemaRewards: Readonly<Record<string, string>> = {
  'Names the reward within the campaign.': '奖励在活动中的名称。',
  'Who receives it. `inviter`: who shared the code. `invitee`: who redeemed it. `both`: inviter and invitee, the full amount each.':
    '谁得到它。`inviter`：分享码的人。`invitee`：兑换码的人。`both`：邀请人和被邀请人，各得全额。',
  'What earns the reward.': '怎样挣到奖励。',
  'A further condition, in the form of json-rules-engine, over the facts listed below.':
    '进一步的条件，采用 json-rules-engine 的形式，针对下列事实。',
  'What every invitee who qualifies earns. In quotes.':
    '每个符合条件的被邀请人带来多少。写在引号里。',
  'In place of `amount`: earned once, when a number of invitees is reached, or a sum of what they have paid.':
    '代替 `amount`：被邀请人达到某个数目，或他们的消费合计达到某个金额时，挣到一次。',
  'Where amounts of purchases are stated in place of numbers of invitees: the milestone, one of those that the reward waits for. Its property of type money is meant, or where it has none, the reported purchase.':
    '在以消费金额代替被邀请人数时：消费所属的里程碑，须是奖励所等待的里程碑之一。取它的 money 类型属性；没有这种属性时，取上报的消费金额。',
  'In place of `invitees`: what all invitees who qualified have paid together. Every report of `of` adds to it that fits what the reward waits for, later ones of the same invitee too. In quotes.':
    '代替 `invitees`：所有符合条件的被邀请人的消费合计。`of` 的每次上报，凡符合奖励所等待的条件都计入，同一被邀请人之后的上报也计入。写在引号中。',
  'In place of `invitees`: from a purchase of so much on, the one that `of` reported last when the reward is earned. Then `over` says nothing. In quotes.':
    '代替 `invitees`：消费达到这个金额起，取挣到奖励时 `of` 最后一次上报的消费。此时 `over` 不起作用。写在引号中。',
  'Over what invitees are counted. `code`: one code. `lineage`: one code and its successors. `person`: all codes of the inviter, whichever side is rewarded; with `level`, what counts for the inviter of that level. `campaign`: the whole campaign.':
    '按什么范围计被邀请人。`code`：一个码。`lineage`：一个码及其后继码。`person`：邀请人的所有码，不论奖励给哪一方；有 `level` 时，是计给那一级邀请人的。`campaign`：整个活动。',
  'In ascending order, all by invitees or all by purchases.':
    '递增排列，全部按被邀请人数，或全部按消费金额。',
  'Number of invitees who qualified.': '符合条件的被邀请人数。',
  'What is earned.': '挣到多少。',
  'In place of `amount`: every invitee earns the amount of the band that they fall in, by their number or by what they have paid; a band ends before the next begins.':
    '代替 `amount`：每个被邀请人按自己是第几个，或按自己的消费金额，挣得所在档的金额；每一档到下一档之前为止。',
  'In place of `amount`: earned at every so many invitees, and smaller each time. What does not divide is rounded down.':
    '代替 `amount`：每满若干个被邀请人挣到一次，一次比一次少。除不尽时向下取整。',
  'After how many invitees each.': '每满多少个被邀请人。',
  'What is earned the first time.': '第一次挣到多少。',
  'How much of it is left each next time, in percent.': '以后每次剩下多少，以百分比计。',
  'It never falls below this.': '不会低于此数。',
  'Of template cash: the currency.': '用于模板 cash：币种。',
  'Of template privilege: its name. Amounts are days.':
    '用于模板 privilege：权益的名称。数额是天数。',
  'Of template virtual-item: its name. Amounts are pieces.':
    '用于模板 virtual-item：物品的名称。数额是件数。',
  'When it is paid.': '何时发放。',
  'When. `instant`: as soon as the hold is over. `automatic`: takes effect by itself, nobody sends anything. `weekly`: with the next weekly batch. `after-campaign`: after the end of the campaign. `after-stream`: in one batch after the end of the live stream in which the code was redeemed. Unless said, as the template has it.':
    '发放时间。`instant`：保留期一过就发。`automatic`：自动生效，不需要谁来发。`weekly`：随下一个每周批次。`after-campaign`：活动结束之后。`after-stream`：在兑换所在的那场直播结束之后，合为一个批次。不写时依模板而定。',
  'How long it is held back first, in case it must be taken back.': '先保留多久，以备需要收回。',
  "Day of weekly batches by the campaign's clock.": '每周批次在星期几，按活动的时钟。',
  "Hour of weekly batches by the campaign's clock.": '每周批次在几点，按活动的时钟。',
  'Bounds, all of which hold. A reward that does not fit under one any more is not granted.':
    '各项上限，全部有效。超出任何一项的奖励不再发放。',
  'Amount at most for one code. For template cash in CNY it is 5.00 unless said otherwise.':
    '一个码最多多少。模板 cash 用 CNY 时，不写即为 5.00。',
  'Amount at most for a code and its successors together.': '一个码及其后继码合计最多多少。',
  'Amount at most for one person.': '一个人最多多少。',
  'Amount at most in the whole campaign.': '整个活动最多多少。',
  'Another word for `perCampaign`, for things: the total there is.':
    '物品用的 `perCampaign` 的另一种写法：总共有多少件。',
  'Times at most in the whole campaign.': '整个活动最多几次。',
  'How often it is granted at most.': '最多发放几次。',
  'Times for one code.': '一个码几次。',
  'Times for a code and its successors.': '一个码及其后继码几次。',
  'Times for one person.': '一个人几次。',
  'Of a reward for both: whom a cap counts. `each`: inviter and invitee apart. `both`: inviter and invitee together.':
    '双方都得的奖励，上限算谁的。`each`：邀请人和被邀请人分别计算。`both`：邀请人和被邀请人合并计算。',
  'What the campaign may spend of everything its rewards give. It cannot be overspent.':
    '活动对其奖励发放的每一样东西可以花多少。不会超支。',
  'Money, with 2 decimals.': '金额，两位小数。',
  'Money, with no decimals.': '金额，没有小数。',
  'Points, whole.': '积分，整数。',
  'What is earned, by whom, and when it is paid. Each reward has exactly one of `amount`, `ladder`, `bands`, `decay`, `percent` and `random`; all but points name what they give: a `currency`, a `privilege`, a `coupon` or an `item`.':
    '挣什么，谁来挣，何时发放。每个奖励在 `amount`、`ladder`、`bands`、`decay`、`percent` 和 `random` 中恰好有一个；除积分外都要写明发放什么：`currency`、`privilege`、`coupon` 或 `item`。',
  'The kind of reward, which fills in what is not said. `cash`: a red packet in a `currency`, paid at once, at most 5.00 CNY a code. `points`: with the weekly batch. `privilege`: days of a `privilege`, which take effect by themselves. `coupon`: pieces of a `coupon`, which take effect by themselves. `virtual-item`: pieces of an `item`, after the campaign.':
    '奖励的种类，补全没有写的部分。`cash`：以 `currency` 计的红包，立即发放，每个码最多 5.00 CNY。`points`：随每周的批次发放。`privilege`：以天计的 `privilege`，自动生效。`coupon`：以张计的 `coupon`，自动生效。`virtual-item`：以件计的 `item`，活动结束后发放。',
  'A milestone that must be reached: its name, or a mapping of its name and which reports of it count.':
    '必须达到的里程碑：它的名称，或由名称和哪些上报算数组成的映射。',
  'The milestone.': '里程碑。',
  'How many reports of it must count.': '必须有多少次上报算数。',
  'Only reports of at least this amount count: of its property of type money, or where it has none, of the reported purchase.':
    '只有不低于此金额的上报算数：看它类型为 money 的属性；没有时，看上报的购买金额。',
  'Only reports in this time after the redemption count. At that instant it is over.':
    '只有兑换之后这段时间内的上报算数。到那一刻就已经结束。',
  "Milestones that one invitee must have reached, all of them, in any order unless `inOrder` says otherwise: `redeemed`, or any of the campaign's own.":
    '一个被邀请人必须达到的全部里程碑，除非 `inOrder` 另有规定，次序不限：`redeemed`，或活动自己的里程碑。',
  'Whether each milestone must be reached after the one before it. Reports that come sooner do not count.':
    '每个里程碑是否必须在前一个之后达到。来得更早的上报不算。',
  'Of template coupon: its name. Amounts are pieces.':
    '用于模板 coupon：优惠券的名称。数额是张数。',
  'Of a reward for the inviter: how far up. 2 is who invited the inviter, 3 one further; `distribution` must pay as many levels. Unless said, who invited.':
    '用于给邀请人的奖励：往上第几级。2 是邀请了邀请人的人，3 再上一级；`distribution` 须支付同样多的级数。不写即直接邀请人。',
  'As `rewards` of the campaign. An empty list leaves no reward.':
    '同活动的 `rewards`。空列表表示没有奖励。',
  'In place of `amount`, of template cash or points: a part of the amount that the last report of a milestone carries; in points, of its whole units of currency. What does not divide is rounded down.':
    '代替 `amount`，仅用于模板 cash 或 points：取某个里程碑最近一次上报金额的一部分；积分则以金额的整数货币单位（元）计。除不尽的向下取整。',
  'The milestone, one of those that the reward waits for. Its property of type money is meant, or where it has none, the reported purchase.':
    '里程碑，须是奖励所等待的之一。取其 money 类型的属性；没有时取所上报的购买金额。',
  'How much of it, in percent, with at most two decimals: at most 100. Of points, 100 is one point for each whole unit of currency, a yuan for one, and up to one for its smallest unit may be given, a fen. In quotes.':
    '取百分之多少，最多两位小数，不超过 100。对积分而言，100 即每个货币单位（如一元）一分，最多可到每个最小单位（如一分钱）一分。须加引号。',
  'At least this is earned, also where no amount was reported.':
    '至少挣到这么多，没有上报金额时也是。',
  'At most this is earned.': '最多挣到这么多。',
  'The same again month by month, at the time of day of the first. All months are promised, and held, when it is earned: together they must fit under caps, limits and the budget, or none is granted. For what counts times it is one.':
    '逐月再发同样的一份，时刻与第一次相同。挣到时各月一并承诺并预留：合计须放得进上限、限额和预算，否则一个月也不发。按次数计时只算一次。',
  'For how many months, the first included.': '共多少个月，含第一个月。',
  'Bounds of a stretch of time, or of one channel, store or the like. Inviter and invitee count together. What does not fit is not granted, and not made up for later, unless a limit says `beyond: review`.':
    '一段时间，或一个渠道、门店等的限额。邀请人与被邀请人合并计算。放不下的不发放，以后也不补，除非限额写明 `beyond: review`。',
  'What becomes of a reward beyond it. `refuse`: it is not granted. `review`: the whole use waits for a person; approved, it has the reward, which this limit then does not count, and refused, it counts without. Only where redeeming itself earns the reward. Unless said, it is not granted.':
    '超出限额的奖励如何处理。`refuse`：不发放。`review`：整次使用等待人工审核；通过则发放，且不计入该限额；拒绝则使用仍然有效，只是没有这项奖励。仅用于由兑换本身挣得的奖励。不写则不发放。',
  'Of `beyond: review`: how long a person has to decide.':
    '用于 `beyond: review`：人工审核的时限。',
  'Of `beyond: review`: what happens when nobody decides in time. `approve`: the reward is granted. `refuse`: it is not, and the use counts.':
    '用于 `beyond: review`：逾期无人决定时如何处理。`approve`：发放奖励。`refuse`：不发放，使用仍然有效。',
  'Of `beyond: review`: whether two people have to agree, as on a review that a risk rule opens. Unless said, one person decides.':
    '用于 `beyond: review`：是否须由两人一致同意，与风控规则提出的审核相同。不写则由一人决定。',
  'One limit: an `amount`, or a number of `times`.':
    '一项限额：一个金额 `amount`，或次数 `times`。',
  "What it counts for itself: each `code`, `lineage`, `person` (whom the reward is for) or `channel`, the whole `campaign`, or each value of one of the codes' `parameters`, by its name; codes without it share one.":
    '对什么分别计数：每个 `code`、`lineage`、`person`（奖励的获得者）或 `channel`，整个 `campaign`，或码的某个参数（`parameters`，写其名称）的每个值；没有该参数的码共用一份。',
  "In which stretch of time, by the campaign's clock. `hour`: from each full hour. `day`: from midnight. `week`: from Monday. `month`: from the first. Unless said, in the whole campaign.":
    '在哪段时间内，按活动的时钟。`hour`：从整点起。`day`：从零点起。`week`：从周一起。`month`：从一日起。不写则为整个活动。',
  'How much at most. In quotes.': '最多多少。须加引号。',
  'How often at most.': '最多多少次。',
  'In place of `amount`, of template cash: a total split at random into packets. Whoever qualifies draws the next one, each side one of its own, until none is left. The sum is exact. The split is made by a secret seed, to which publishing commits; after the campaign `usher draw reveal` shows the seed, and anybody can check every amount.':
    '代替 `amount`，用于 cash 模板：把一笔总额随机拆成若干红包。达到条件的人依次抽取下一个，邀请人和被邀请人各抽各的，抽完为止。合计恰好等于总额。拆分由一个保密的种子决定，发布时先公布它的承诺值；活动结束后用 `usher draw reveal` 公开种子，任何人都能核对每个金额。',
  'How many packets there are.': '红包的个数。',
  'What all of them come to.': '全部红包的总额。',
  'What each has at least.': '每个红包的最小值。',
  'What each has at most.': '每个红包的最大值。',
  'Of template points: how long they can be spent, counted from when they take effect. What is left then is gone. Unless said, and without `expiresAt`, for ever.':
    '模板 points 专用：积分生效后多久内可以花。到时剩下的作废。不写且没有 `expiresAt` 时，永久有效。',
  "Of template points, in place of `expiresAfter`: until when they can be spent. A date includes that day, by the campaign's clock.":
    '模板 points 专用，代替 `expiresAfter`：到何时为止可以花。日期包含当天，按活动的时钟。',
};

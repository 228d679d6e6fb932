/** Descriptions of a test. */
export const schemaTest: Readonly<Record<string, string>> = {
  'Tests of one campaign, played on a virtual clock.': '一个活动的测试，在虚拟时钟上进行。',
  'The file of the campaign, seen from this one.': '活动的文件，相对于本文件的位置。',
  'Files of risk policies, seen from this one. Those that Usher ships are known.':
    '风控策略的文件，相对于本文件的位置。Usher 自带的无需写。',
  'When the campaign is published. The clock stands there until a step moves it.':
    '活动何时发布。时钟停在那里，直到某一步让它前进。',
  'Everybody who appears.': '出场的所有人。',
  'Somebody, and what is true of them.': '一个人，以及关于他的情况。',
  'Was a customer before, and so is nobody new.': '以前就是客户，所以不是新人。',
  'The network they use.': '他们所用的网络。',
  'At least one: a file without tests fails.': '至少一个：没有测试的文件算失败。',
  'A story of its own: nothing of one test is left in the next.':
    '自成一体的故事：一个测试不会给下一个留下任何东西。',
  'What it shows.': '它要说明什么。',
  'Changes the campaign for this test alone, by path; items of lists are named by their id. What such a test reaches counts for coverage too.':
    '仅为这个测试改动活动，按路径写；列表的项以 id 指明。这样的测试所达到的也计入覆盖率。',
  'The value in place of that of the file.': '代替文件中的值。',
  'What the provider says to payouts, attempt by attempt; the last answer holds for all that follow. The first line that fits a payout counts; without one, it pays.':
    '服务商对发放的答复，逐次写明；最后一个答复用于其后各次。以第一条符合该次发放的为准；没有时视为已付。',
  'Only payouts to this person.': '只针对发给此人的。',
  'Only payouts of this reward.': '只针对该奖励的。',
  '`paid`; `not-taken`: nothing came in, it is tried again; `refused`: for good; `unknown`: no answer, it is asked about again.':
    '`paid`：已付。`not-taken`：没有收到，会重试。`refused`：永久拒绝。`unknown`：没有答复，会再查询。',
  'Plays the test once for every row. Columns of equal length; `${NAME}` in a step stands for the value.':
    '每一行进行一次测试。各列长度相同；步骤中的 `${NAME}` 代表该值。',
  'The values, one a row.': '各个值，每行一个。',
  'What happens, in order of time.': '发生什么，按时间顺序。',
  'When, counted from `now`. Unless said, right after the step above. Deadlines on the way are passed.':
    '何时，从 `now` 算起。不写时，紧接上一步。途中的期限都会经过。',
  'One finding. `emulator`: The device is made up by a program. `rooted`: Its protections were taken off. `group-control`: Many devices are moved by one hand. `sensors-still`: Its sensors do not move. `clock-skewed`: Its clock is wrong. `attestation-failed`: It could not prove that it is genuine.':
    '一项发现。`emulator`：设备是由程序模拟的。`rooted`：设备的保护已被解除。`group-control`：许多设备由一人操控。`sensors-still`：传感器没有任何变化。`clock-skewed`：时钟不准。`attestation-failed`：未能证明设备是真实的。',
  'What happens. `issue`: Somebody gets a code. `open`: Somebody opens what was shared. `share`: The holder shares the code, or a share of it is noticed. `sendPassword`: A one-time password is sent. `redeem`: Somebody uses the code. `reserve`: Somebody takes a place, which is confirmed or released later. `confirm`: A place that was reserved is taken up. `release`: A place that was reserved is given up. `milestone`: It is reported that somebody has reached something. `verify`: Whoever was asked for a verification has done it. `review`: A person decides about a redemption that waits. `reset`: Operations give the code its time anew. `freeze`: Operations freeze the code. `unfreeze`: Operations let a frozen code go on. `revise`: The wording of the invitation is changed. `revoke`: Operations take the code away. `reverse`: A reward is taken back. `cancel`: A redemption is undone, or its purchase is refunded. `reopen`: A redemption that was cancelled counts again. `openStream`: A streamer goes live. `closeStream`: A streamer is no longer live. `decideBatch`: A person decides about a payout batch that waits. `award`: Operations award money by hand. `decideAward`: A second person decides about an award that waits. `reverseAward`: An award is taken back. `reservePoints`: Somebody sets points aside to spend them. `confirmPoints`: Points that were set aside are spent. `releasePoints`: Points that were set aside are free again. `wait`: Nothing but time goes by.':
    '发生什么。`issue`：有人得到一个码。`open`：有人打开分享的内容。`share`：持有人分享码，或发现码被分享。`sendPassword`：发送一次性密码。`redeem`：有人使用码。`reserve`：有人占一个名额，之后确认或放弃。`confirm`：确认占用的名额。`release`：放弃占用的名额。`milestone`：上报有人达成了里程碑。`verify`：被要求核验的人完成了核验。`review`：由人决定等待中的兑换。`reset`：运营人员重新计算码的有效期。`freeze`：运营人员冻结码。`unfreeze`：运营人员解冻码。`revise`：修改邀请文案。`revoke`：运营人员作废码。`reverse`：收回奖励。`cancel`：撤销兑换，或退还其购买款项。`reopen`：已撤销的兑换重新计入。`openStream`：主播开播。`closeStream`：主播下播。`decideBatch`：由人决定等待中的发放批次。`award`：运营人员手动发放款项。`decideAward`：由第二个人决定等待中的手动发放。`reverseAward`：收回手动发放的款项。`reservePoints`：有人预留积分以备使用。`confirmPoints`：使用预留的积分。`releasePoints`：放开预留的积分。`wait`：只是时间过去。',
  'Whose code: its holder, or the name that `save` gave it.':
    '谁的码：持有人，或 `save` 给它的名称。',
  'Who does it; of several people, one after the other.': '谁来做；有几个人时依次进行。',
  'How often each does it.': '每人做几次。',
  'Names the code, where its holder has several.': '持有人有几个码时，指明是哪一个。',
  'The channel that it goes by.': '经由哪个渠道。',
  'A network that the request comes from, in place of the person’s own.':
    '请求来自哪个网络，代替此人自己的网络。',
  'ISO 3166 code, in place of the person’s own.': 'ISO 3166 代码，代替此人自己的。',
  'Whether they agreed to the use of their location, where the region wants it: `given` unless said. `missing`: they did not, or have withdrawn it.':
    '在要求同意的地区，是否已同意使用其位置信息：不写时为 `given`（已同意）。`missing`：没有同意，或已撤回。',
  "What the invitee gives as the inviter's phone number, where the campaign asks for it. `right`: the inviter's, which is so unless said where it is required. `wrong`: another number, and those of a day are counted as in production. `missing`: none, which is so unless said where it is optional.":
    '活动询问邀请人手机号时，被邀请人填了什么。`right`：邀请人的号码，必填时不写即如此。`wrong`：另一个号码，一天之内的次数与生产环境一样计数。`missing`：没有填，选填时不写即如此。',
  'How long before it arrives it happened, as the service says, where codes belong to streamers: up to 30 s before, it counts as of then.':
    '按服务所说，它在到达之前多久发生（用于码属于主播的活动）：不超过 30 秒时，按发生的时间计算。',
  'Whether the one-time password, or the dynamic code, that the code wants was entered rightly: `entered` unless said. `wrong`: another was entered. `missing`: none was. Wrong ones are counted as in production. A password was sent just before, unless the test has one sent by `sendPassword`; the dynamic code is a fresh one.':
    '码所需的一次性口令或动态码是否正确填写：不写时为 `entered`。`wrong`：填写了别的。`missing`：没有填写。错误的次数与生产环境一样计数。口令视为刚刚发送，除非测试用 `sendPassword` 发送；动态码视为最新的一个。',
  'What a password is sent for: `redeem` unless said. `reserve`: to reserve.':
    '发送的口令用于什么：不写时为 `redeem`。`reserve`：用于预留。',
  'A name for the share.': '分享的名称。',
  'How the share was noticed: `share-reported` unless said.':
    '怎样得知这次分享：不写时为 `share-reported`。',
  'A milestone, or several in order. Of `cancel`: which milestone reported the purchase that was refunded.':
    '一个里程碑，或依次几个。`cancel`：退款的购买由哪个里程碑报告。',
  'The amount of the purchase that is the milestone, or what of the purchase was refunded: `cancel` with it lets the redemption stand.':
    '作为里程碑的购买金额，或这笔购买中已退款的金额：带有它的 `cancel` 不取消兑换。',
  'How much of the reward is taken back: all of it unless said. Or how many points are reserved, or how much money is awarded.':
    '收回奖励中的多少：不写时整笔收回。或预留多少积分，或以人工奖励给多少钱。',
  'The price of the purchase in points, where the campaign caps which part of it points may pay.':
    '以积分计的购买价格，用于活动限制积分可支付其中多大部分时。',
  'What points are reserved for. Who confirms or releases says it again; unless said, it is the last reservation of that person.':
    '预留积分用于什么。确认或释放时再写一次；不写时为此人的最后一笔预留。',
  'Of `POINTS_CAP_REACHED`: which cap of `spec.points` it is.':
    '对于 `POINTS_CAP_REACHED`：是 `spec.points` 中的哪个上限。',
  'Where the points are that each person was given. Exact: who is not listed has none, and what is not listed is 0.':
    '每个人得到的积分现在在哪里。须完全一致：没有列出的人没有积分，没有列出的项为 0。',
  'The points of this person.': '此人的积分。',
  'How many they can spend.': '可以使用多少。',
  'How many are reserved.': '预留了多少。',
  'How many they have spent.': '已使用多少。',
  'How many nobody spent in time.': '有多少因没有及时使用而过期。',
  'Which verification: `face` unless said.': '哪种验证：不写时为 `face`。',
  'What came of the verification: `passed` unless said.': '验证的结果：不写时为 `passed`。',
  'What a person decides of the redemption, the payout batch or the award that waits.':
    '人对等待审核的兑换、等待审批的发放批次或人工奖励作出的决定。',
  'Who decides. Of `review`, where a rule wants a second person: unless said, `usher-test`. Of `decideBatch`: unless said, `second-person`; `usher-test` has published the campaign, and may not approve. Of `award` and `reverseAward`: unless said, `usher-test`. Of `decideAward`: unless said, `second-person`.':
    '由谁决定。用于 `review` 时，规则要求第二个人时须写明；不写则为 `usher-test`。用于 `decideBatch` 时，不写则为 `second-person`；`usher-test` 是发布活动的人，不得审批。用于 `award` 和 `reverseAward` 时，不写则为 `usher-test`。用于 `decideAward` 时，不写则为 `second-person`。',
  'Whom money is awarded to by hand. Who decides about an award, or takes it back, says it again: it is the last one of that person.':
    '人工奖励给谁。对它作出决定或收回它时再写一次：指此人的最后一份人工奖励。',
  'What was paid of an award is with the provider again, so that nobody owes it.':
    '人工奖励中已发放的钱又回到了服务商，因此无人欠款。',
  'The number of a payout batch, of those that found something to pay. Unless said, the first that waits.':
    '发放批次的编号，只数有可发放之物的批次。不写则为第一个等待的批次。',
  'Payout batches that found something to pay so far, by state.':
    '至今有可发放之物的发放批次，按状态写。',
  'How many of `waiting`.': '`waiting` 的个数。',
  'How many of `done`.': '`done` 的个数。',
  'How many of `refused`.': '`refused` 的个数。',
  'The id of a reward.': '奖励的 id。',
  'Whose reward is taken back: the inviter’s unless said.': '收回谁的奖励：不写时为邀请人的。',
  'Why operations do it.': '运营人员为何这样做。',
  'Lifts a revocation or a ban.': '撤销作废或封禁。',
  'For good.': '永久。',
  'Sensitive words in the new wording.': '新文案中的敏感词。',
  'How long to wait, to freeze, or to keep points reserved: a quarter of an hour unless said.':
    '等待、冻结或预留积分多久：预留不写时为一刻钟。',
  'The outcome: `ok`, or the code of a refusal; docs/errors.md lists them. Unless said, `ok`.':
    '结果：`ok`，或拒绝的代码，见 docs/errors.md。不写时为 `ok`。',
  'The rules of the risk policy that fire. Exact.': '触发的风控规则。须完全一致。',
  'What the step earns: an amount, or why there is none, by reward; `REWARD/SIDE` where a reward goes to both; a list where one report reaches several steps of a ladder. Exact.':
    '这一步挣到什么，按奖励写：数额，或没有的原因；发给双方的奖励写 `REWARD/SIDE`；一次报告达到阶梯的几档时写成列表。须完全一致。',
  'An amount, or a reason; several in a list.': '数额，或原因；几个写成列表。',
  'Name and generation of the code that answers in place of the one that was asked.':
    '代替所问的码来应答的码，其名称和代数。',
  'When the code that answers, or was issued, expires; counted from `now`.':
    '应答的码或所发的码何时过期，从 `now` 算起。',
  'What the code carries, by name: parameters that the campaign lists in `code.parameters`.':
    '码所携带的内容，按名称：活动在 `code.parameters` 中列出的参数。',
  'The value of one parameter.': '一个参数的值。',
  'The segment of the holder, by which variants are assigned.': '持有人所属的分群，按它分配变体。',
  'What each person has received so far. Exact: who is not listed has received nothing.':
    '每个人至此收到了什么。须完全一致：没有列出的人什么也没有收到。',
  'What this person has.': '此人有什么。',
  'What is promised and not paid yet.': '已承诺但尚未发放的。',
  'What is left of the budget.': '预算还剩多少。',
  'The status of every code, by its name and generation. A code is named by its holder, or by `save`.':
    '每个码的状态，按名称和代数写。码以持有人或 `save` 命名。',
  'Where this code is in its life.': '该码处于哪个阶段。',
  'Messages sent so far, by template.': '至此发出的消息，按模板写。',
  'How many of `reminder`.': '`reminder` 的条数。',
  'How many of `expired`.': '`expired` 的条数。',
  'How many of `replaced`.': '`replaced` 的条数。',
  "What the operator's account has for renewals. Unless said, as much as they take.":
    '运营方账户中可用于续期的金额。不写则够用。',
  'How many of `renewed`.': '`renewed` 的条数。',
  'How many of `renewal-refused`.': '`renewal-refused` 的条数。',
  'How many of `refreshed`.': '`refreshed` 的条数。',
  'Deliveries to the provider, by state.': '送往服务商的发放，按状态写。',
  'How many of `gathering`.': '`gathering` 的笔数。',
  'How many of `intent`.': '`intent` 的笔数。',
  'How many of `paid`.': '`paid` 的笔数。',
  'How many of `failed`.': '`failed` 的笔数。',
  'How many of `unknown`.': '`unknown` 的笔数。',
  'How many of `reconciled`.': '`reconciled` 的笔数。',
  'How many of `manual`.': '`manual` 的笔数。',
  'Every ledger entry since the campaign was funded, in order: kind, from, to and amount.':
    '活动注资以来的每一条账本分录，按顺序：种类、来源、去向和数额。',
  'What is true after the step. Only what is written is looked at.':
    '这一步之后的状态。只检查所写的。',
  'For people: what the step shows.': '给人看的：这一步说明什么。',
  'What is true in the end. `paid` and `held` are always looked at: what is not listed must not be.':
    '最后的状态。`paid` 和 `held` 总会检查：没有列出的不得存在。',
  'What the report of the milestone carries, by name. Amounts of money are texts, in quotes.':
    '里程碑的上报所携带的内容，按名称写。金额是带引号的文本。',
  'The value of one property.': '一个属性的值。',
  "The campaign's variant that their codes are of. Unless said, the one that they are assigned.":
    '他们的码属于活动的哪个变体。不写即分配到的那个。',
  'The network around it, which several sources share.': '其所在的网络，可由多个 source 共用。',
  'What kind of network it is.': '是哪一类网络。',
  'ISO 3166 code of the country that their network is registered in.':
    '其网络登记所在国家的 ISO 3166 代码。',
  'Number of the autonomous system that their network belongs to.': '其网络所属自治系统的编号。',
  'The device that they use.': '他们使用的设备。',
  'What is found of the device.': '设备上发现的情况。',
  'Their phone number, by any name.': '他们的手机号，任取一个名称。',
  'The account that they are paid to, by any name.': '他们的收款账户，任取一个名称。',
  'How old their account is when they redeem.': '兑换时账号已开通多久。',
  'Lists of certified users that they belong to, as an inviter.':
    '作为邀请人，属于哪些认证用户名单。',
};

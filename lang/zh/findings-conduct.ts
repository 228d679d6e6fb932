/** Findings about what people do with terms. */
export const findingsConduct: Readonly<Record<string, string>> = {
  'a code that shares, renewals or resets keep alive earns without a cap':
    '因分享、续期或重置而一直有效的码，挣得没有上限',
  'The longer such a code lives, the more it pays, and its holder decides how long it lives. Only the budget ends it, for everybody at once.':
    '这样的码活得越久付得越多，而活多久由持有人决定。只有预算能让它停下，并且是让所有人一起停下。',
  'Add `perCode`, `perLineage` or `perPerson` to `caps`, `usesMax` to `redemption`, or a limit of a code, a lineage or a person over the whole campaign.':
    '在 `caps` 中加上 `perCode`、`perLineage` 或 `perPerson`，或在 `redemption` 中加上 `usesMax`。',
  'shares that nobody has opened lengthen the life of a code that pays cash':
    '没有人打开的分享也会延长发现金的码',
  'With `share-reported` a service only says that somebody pressed a button. A script presses it as often as it likes, and the code lives to `upTo` without a single reader.':
    '用 `share-reported` 时，服务只是说有人按了按钮。脚本想按多少次就按多少次，码不需要一个读者就能活到 `upTo`。',
  'Use `share-opened`, or `share-opened-by-new`.': '使用 `share-opened` 或 `share-opened-by-new`。',
  'cash is paid for redeeming alone': '仅凭兑换就发现金',
  'Whoever has two accounts invites himself: nothing has to be proved and nothing is bought. Cash should wait for a milestone that costs more than it pays, such as a verified name or a purchase.':
    '有两个账号的人可以邀请自己：什么也不用证明，什么也不用买。现金应当等待一个成本高于奖励的里程碑，例如实名认证或购买。',
  'Let `when.invitee` ask for a milestone that your service reports.':
    '让 `when.invitee` 要求一个由你的服务上报的里程碑。',
  'a campaign that pays cash has no risk policy': '发现金的活动没有风控策略',
  'Policy `none` has no rules: nobody is asked for a verification after many invitations, and no network is frozen after many requests.':
    '策略 `none` 没有规则：邀请再多也不要求验证，请求再多也不冻结网络。',
  'Use `policy: default`, or one of your own.': '使用 `policy: default`，或你自己的策略。',
  'an inviter earns more by splitting into two': '一个邀请人拆成两个会挣得更多',
  'A schedule is proof against splitting when n invitees never bring less to one inviter than to two who share them. The failure of natural schemes against false names is a known result (Emek, Karidi, Tennenholtz and Zohar, *Mechanisms for Multi-Level Marketing*, EC 2011). The message has the smallest number of invitees at which it pays, which is what a farmer starts with. Caps are looked at by CAP_ESCAPED.':
    '如果 n 个被邀请人归一个邀请人时，所得从不少于由两个邀请人分摊时，这个奖励方案就不怕拆分。常见方案挡不住假身份，这是已知的结论（Emek、Karidi、Tennenholtz、Zohar，*Mechanisms for Multi-Level Marketing*，EC 2011）。消息给出拆分开始有利的最小被邀请人数，刷子就从这里下手。上限由 CAP_ESCAPED 检查。',
  'Let later invitees bring at least as much as earlier ones, count over the campaign, or silence it with what a second account costs (a verified name, for one).':
    '让后来的被邀请人带来的不少于先来的，按整个活动计数，或写明第二个账号的成本（例如实名认证）并忽略它。',
  'a purchase earns more when several accounts share it': '一笔购买由几个账号分摊会挣得更多',
  'A ceiling is for each purchase, a floor too, and the step from one band to the next may be less than the first band pays: whoever buys through several accounts gets it as often. The message has the smallest purchase at which that pays, and what each part brings. It is not found where a cap, or a limit over the whole campaign, leaves nothing to be gained; what a second inviter has beyond it is CAP_ESCAPED. Invitees may redeem codes of different inviters, so that only bounds of the campaign hold for what they receive. Conditions are not looked at.':
    '封顶按每笔购买计，保底也是；从一档到下一档所加的，也可能少于第一档所付的：用几个账号购买，就能拿到几次。消息给出拆分开始有利的最小购买金额，以及每一份带来多少。如果上限或针对整个活动的限额使拆分得不到更多，就不报告；第二个邀请人在此之外还能拿到的，见 CAP_ESCAPED。被邀请人可以兑换不同邀请人的码，所以对他们所得的，只有整个活动的上限和限额管用。条件不在检查之内。',
  'Let bands grow at least as fast as purchases, let `atLeast` ask for a purchase of which the floor is no more than the percentage, let one person receive no more than one ceiling (`caps: { perPerson: "20.00" }`), or silence it with what a second account costs (a verified name, for one).':
    '让各档至少与购买金额同步增长，用 `atLeast` 要求一个最低购买金额、使保底不高于按比例所得，让一个人所得不超过一次封顶（`caps: { perPerson: "20.00" }`），或写明第二个账号的成本（例如实名认证）并忽略它。',
  'a red packet is smaller than one yuan or larger than two hundred': '红包小于一元或大于两百元',
  'a person may earn more red packets in a day than WeChat Pay sends':
    '一个人一天可能挣到的红包多于微信支付所发的',
  'One person receives ten packets and 1,000 yuan a day at most, and a merchant sends a million yuan. What is beyond comes back from the provider and waits for somebody to try again.':
    '一个人一天最多收十个红包、1,000 元，一个商户一天最多发一百万元。超出的部分会被退回，等人重试。',
  'Add `caps: { times: { perPerson: 10 } }` or a `perPerson` amount, or for several rewards `limits: [{ of: person, every: day, times: 10 }]` of `spec`, or pay in another way.':
    '加上 `caps: { times: { perPerson: 10 } }` 或 `perPerson` 金额；有几项奖励时，在 `spec` 中写 `limits: [{ of: person, every: day, times: 10 }]`；或换一种发放方式。',
  'sharing itself is rewarded': '奖励分享行为本身',
  "Weixin's rules of operation forbid to reward the act of sharing: after three days to mend it, the mini-program is blocked. A reported share that lengthens a code's life, or cash for a head that did nothing but redeem, is read as that.":
    '微信的运营规范禁止奖励分享行为：限三天整改，逾期封禁小程序。上报分享即延长码的有效期，或为只做了兑换的人头付现金，都会被这样看待。',
  'Let a share count when it is opened, and rewards wait for something that the friend does.':
    '让分享在被打开时才算数，让奖励等待好友真正做的事。',
  'more than one level of distribution on WeChat': '微信上的多级分销',
  'Commission from those below, or recruiting that rolls on, closes an account for good (notice of the platform, 2015). That two levels are fine is hearsay.':
    '从下级提取佣金，或滚动发展人员，会被永久封号（平台公告，2015）。“两级没事”只是传言。',
  'Keep to `levels: 1` there.': '在微信上保持 `levels: 1`。',
  'on Alipay a code lives seven days, no more and no less': '支付宝上的码有效期是七天，不多也不少',
  'on Alipay codes are made by technical support only': '支付宝上的码只由技术支持制作',
  'No service of yours can ask for one: codes are ordered, and handed over.':
    '你的任何服务都不能申请码：码要预订，再移交给你。',
  'Write `generation: manual` and `givenOut: by-support`.':
    '写 `generation: manual` 和 `givenOut: by-support`。',
  'on Alipay rewards are points and coupons': '支付宝上的奖励是积分和优惠券',
  'Cash and privileges of your own cannot be given out by an invitation there.':
    '那里的邀请不能发放现金和你自己的权益。',
  'on Douyin codes are given out by an allocation rule': '抖音上的码按分配规则发放',
  'The platform decides who gets a code; a campaign that promises one to whoever asks cannot keep that.':
    '谁能得到码由平台决定；承诺谁要就给谁的活动做不到。',
  'Write `givenOut: by-allocation`, and give codes out by your rule.':
    '写 `givenOut: by-allocation`，按你的规则发放。',
  'on Douyin a code is used once': '抖音上的码只能用一次',
  'The second redemption fails on the platform, whatever the file says.':
    '无论文件怎么写，第二次兑换在平台上都会失败。',
  'Write `redemption: { usesMax: 1 }`.': '写 `redemption: { usesMax: 1 }`。',
  'a campaign on Douyin does not count regions': '抖音上的活动没有统计地区',
  'Its figures there are a heat map by region; without regions reported, yours cannot be set beside it.':
    '那里的数据是按地区的热力图；不上报地区，你的数据就无法与之对照。',
  'Report the region with each redemption, and write `tracking: { regions: true }`.':
    '每次兑换时上报地区，并写 `tracking: { regions: true }`。',
  'more than one level is paid, and nobody answers for it':
    '不止一个层级获得奖励，却没有人为此负责',
  "China's Regulation on the Prohibition of Pyramid Selling (State Council Decree 444, art. 7) forbids pay by the number of people recruited, directly or further down, and pay from the sales of those below; there is no number of levels that is safe. From three levels and thirty people on it is a crime to be filed (opinions of the Supreme People's Court and others, 2013). Other countries have laws of their own. This is no legal advice; somebody has to have looked.":
    '中国《禁止传销条例》（国务院令第 444 号，第七条）禁止按直接或间接发展的人数计酬，也禁止按下线的销售业绩计酬；没有哪个层级数是安全的。三级以上且三十人以上，就达到刑事立案追诉标准（最高人民法院等的意见，2013）。其他国家另有法律。这不是法律意见；必须有人看过。',
  'Write who has looked at the law and answers for it into `acknowledgedBy`, or keep to one level. Four levels are never taken.':
    '在 `acknowledgedBy` 中写明谁看过法律并为此负责，或只保留一级。四级一律不接受。',
  'three levels are paid': '三个层级获得奖励',
  'Three levels are where the criminal threshold lies, not a safe harbour below it: with thirty people in one tree it is reached.':
    '三级正是刑事门槛所在，而不是门槛之下的安全港：同一棵树满三十人就达到了。',
  'Keep to two levels, or silence this with the opinion that allows three.':
    '只保留两级，或写明允许三级的法律意见并忽略它。',
  'a text has words that are forbidden, or promise what nobody can keep':
    '文案中有违禁词，或承诺了谁也做不到的事',
  'Platforms block what they find, and regulators fine it. The lists are in `rules/words`; what finds them in the wordings of codes looks here too: through width, case, look-alikes, signs between letters and invisible characters. It knows no more than they list.':
    '平台会屏蔽，监管会罚款。词表在 `rules/words`；检查码的文案的同一套程序也检查这里：能识破全半角、大小写、形近字符、字间符号和不可见字符，但只认识所列的词。',
  'Say it otherwise, or silence it with the reason why the word is harmless here.':
    '换一种说法，或写明该词在此处为何无害并忽略它。',
  'a text presses people to share': '文案强迫人们分享',
  "Weixin's rules forbid to force or to bribe people into sharing; a mini-program that does has three days to mend it and is then blocked. Other platforms have such rules as well.":
    '微信的规范禁止强制或利诱分享；违规的小程序限三天整改，逾期封禁。其他平台也有类似规定。',
  'Offer, and do not press: say what both get when the friend joins.':
    '提出邀约，不要强迫：说明好友加入后双方各得什么。',
  'a comment silences a finding and does not say why': '注释忽略了一个问题，却没有说明理由',
  'The next reader cannot know whether it was thought about or clicked away. It silences nothing until it has a reason.':
    '下一个读者无从知道这是深思熟虑还是随手一点。写上理由之前，它不起作用。',
  'Write the reason after a colon: `# usher-ignore ID: reason`.':
    '在冒号后写理由：`# usher-ignore ID: 理由`。',
  'a comment silences what is not found there': '注释忽略了那里没有的问题',
  'What it was for is mended, or stands on another line, or the id is misspelt. Left where it is, it would hide the finding when it comes back.':
    '它所针对的问题已经改正，或在另一行，或 id 拼错了。留着它，将来问题再出现时就会被掩盖。',
  'Take it out, or put it on the line of the finding or on a line of its own just above.':
    '去掉它，或把它放在问题所在的行，或放在其正上方单独一行。',
  'a comment tries to silence what cannot be silenced': '注释试图忽略不能忽略的问题',
  'Errors of the compiler keep a file from having terms at all, and some findings ask for a person who answers for them, which a comment does not.':
    '编译错误使文件根本没有条款；还有些问题要求有人为此负责，一条注释做不到。',
  'Mend what was found.': '改正所发现的问题。',
  'Use template `points` or `coupon`.': '使用模板 `points` 或 `coupon`。',
  'an inviter earns more through a second account that they invite themselves':
    '邀请人先邀请自己的第二个账号，可以挣得更多',
  'Whoever invites through an account that they have invited is paid at both levels for the same invitee. No amounts are proof against it: every reward that goes further up pays for a chain of false names (Emek and others, EC 2011; Drucker and Fleischer, EC 2012). The message has the smallest number of invitees at which it pays.':
    '通过自己邀请来的账号再去邀请，同一个被邀请人两级都付。任何金额都防不住：凡是付给更上级的奖励，都会付给一串虚假身份（Emek 等，EC 2011；Drucker 与 Fleischer，EC 2012）。提示中给出最少几个被邀请人就能得利。',
  'Pay one level, or silence it with what a second account costs (a verified name, for one).':
    '只付一级，或写明第二个账号的成本（例如实名认证）并忽略。',
  'WeChat Pay refuses it (merchant documentation of cash red packets; other scenes need an agreement), so the reward is granted and never arrives. That holds for amounts of rewards and for `payouts.minimum`, which is the amount of a payout of several. A reward below a packet is none of these where it gathers to a minimum that is one, and `atEnd: keep` lets nothing less go out.':
    '微信支付会拒绝（现金红包商户文档；其他场景需另签协议），于是奖励给了却永远到不了。这既指奖励的金额，也指 `payouts.minimum`，即几项奖励合为一次付款的金额。如果小于红包的奖励会攒到够一个红包的最低金额，且 `atEnd: keep` 不让更少的发出，就不在此列。',
  'Keep amounts, the floor of a decay and the minimum of payouts between `"1.00"` and `"200.00"`.':
    '让金额、递减的下限和付款的最低金额保持在 `"1.00"` 与 `"200.00"` 之间。',
  'what gathers for one payout may be more than one red packet takes':
    '攒成一次付款的金额可能超过一个红包',
  'A person is sent what they have once it reaches `payouts.minimum`: just below it and one more reward. Beyond two hundred yuan it goes out as several packets of whole rewards, if the provider knows its bound, and is refused if not; the last of them waits on below the minimum. The message has the most that can come together by one reward after another; a batch may bring more at once.':
    '一个人攒到 `payouts.minimum` 就付给他：差一点到，再加一项奖励。超过两百元时，如果支付方知道自己的上限，就按整项奖励分成几个红包发出，否则被拒绝；最后一个若不到最低金额，还要继续等。消息给出奖励逐项到来时最多能攒到多少；一个批次可能一次带来更多。',
  'Lower the minimum, so that with one more reward it is at most `"200.00"`.':
    '降低最低金额，使它加上一项奖励不超过 `"200.00"`。',
  'cash on WeChat in a currency other than yuan': '微信上发放人民币以外的现金',
  'WeChat Pay sends yuan and nothing else: a reward in another currency is granted, and refused when it is to be paid (`docs/providers.md`).':
    '微信支付只发人民币：其他货币的奖励给了，付款时却被拒绝（`docs/providers.md`）。',
  'Write `currency: CNY` and amounts in yuan, or `platform: generic` with a provider that pays the other currency.':
    '写 `currency: CNY` 和人民币金额，或写 `platform: generic`，并用能付该货币的支付方。',
  'Validity is fixed there: what shares, renewals, resets, another lifetime or a member code that is still redeemed promise does not happen, and people complain to you.':
    '那里的有效期是固定的：分享、续期、重置、别的有效期或仍可兑换的会员码所承诺的不会发生，人们会向你投诉。',
  'Write `lifetime: 7d`, without `extension`, `renewal` and `reset`; a code that is converted at its end takes no redemptions (`redeem: refused`).':
    '写 `lifetime: 7d`，不写 `extension`、`renewal` 和 `reset`；到期转换的码不再接受兑换（`redeem: refused`）。',
  'more levels are acknowledged than rewards are for': '承认的层级多于奖励所及的层级',
  'Somebody answers for a depth at which nobody is paid. The next reward with a `level` goes through without anybody looking at the law again, and on some platforms the number alone is against the rules.':
    '有人为一个谁也得不到奖励的层级负责。下一个带 `level` 的奖励就会直接通过，没有人再看法律；在有的平台上，单是这个数字就违反规则。',
  'Write the level of the furthest reward into `levels`, or give a reward the `level` that is meant.':
    '把最远的奖励的层级写进 `levels`，或给奖励写上本来想写的 `level`。',
};

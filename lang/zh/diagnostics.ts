/** What a diagnostic means, and its remedy. */
export const diagnostics: Readonly<Record<string, string>> = {
  'the file is larger than 64 KiB': '文件大于 64 KiB',
  'split it, or take out what is not a campaign': '拆分文件，或去掉不属于活动的内容',
  'lists and mappings are nested more than 32 deep': '列表和映射的嵌套超过 32 层',
  'write it flatter; no campaign needs that depth': '写得平一些；没有活动需要这么深',
  'the file has more than 2000 keys and list items, or more than 10,000 words':
    '文件中的键和列表项超过 2000 个，或词超过 10,000 个',
  'write less into one file': '一个文件里少写一些',
  'more is wrong with the file than is listed: only the first 200 are':
    '文件的问题多于所列：只列出前 200 个',
  'mend these first, or begin from one of the shipped files': '先改正这些，或从自带的文件开始',
  'the file holds a character that no text has, such as NUL, or one that turns writing around':
    '文件含有文本中不会有的字符，例如 NUL，或颠倒书写方向的字符',
  'save it as plain text in UTF-8, with the usual line ends':
    '存为 UTF-8 编码的纯文本，使用通常的换行',
  'the file is not valid UTF-8': '文件不是有效的 UTF-8',
  'save it as UTF-8': '存为 UTF-8',
  'the file holds nothing': '文件是空的',
  'begin with `apiVersion: usher/v1`': '以 `apiVersion: usher/v1` 开头',
  'the text is not YAML': '文本不是 YAML',
  'mend what the message points at': '改正消息所指之处',
  'a key stands twice in one mapping': '一个映射中有两个相同的键',
  'keep one of the two': '两者留一',
  'the file holds more than one document': '文件包含不止一个文档',
  'write one campaign a file, without `---` in between': '一个文件只写一个活动，中间不要有 `---`',
  'anchors (`&`), aliases (`*`) and merge keys (`<<`) are not read':
    '不支持锚点（`&`）、别名（`*`）和合并键（`<<`）',
  'write the value out where it is needed': '在需要的地方把值写全',
  'tags (`!`) and directives (`%`) are not read': '不支持标签（`!`）和指令（`%`）',
  'leave it out': '去掉它',
  'the key is a reserved word of JavaScript': '该键是 JavaScript 的保留字',
  'choose another name': '换一个名字',
  'a key is a list or a mapping': '有一个键是列表或映射',
  'use a plain word as key': '用普通的词作键',
  'the file says that it is of another kind or version': '文件自称属于另一种类型或版本',
  'begin with `apiVersion: usher/v1` and the `kind` that is expected':
    '以 `apiVersion: usher/v1` 和应有的 `kind` 开头',
  'there is no such key here': '此处没有这个键',
  'see docs/campaign-reference.md': '参见 docs/campaign-reference.zh.md',
  'a key that must be there is missing': '缺少必需的键',
  'add it': '加上它',
  'the value is of another type than is wanted': '值的类型不对',
  'write the value as the message says': '按消息所说的写',
  'an amount is written as a number': '金额写成了数字',
  'put it in quotes: a number loses its noughts and, when long, its last digits':
    '加上引号：数字会丢掉末尾的零，太长时还会丢掉最后几位',
  'the value is none of the words that are possible here': '该值不在此处可用的词中',
  'choose one of those that the message lists': '从消息所列的词中选一个',
  'the value is too small, too large, too short or too long': '值太小、太大、太短或太长',
  'stay within the bounds that the message names': '不要超出消息所说的界限',
  'a name is not formed as names are': '名称的格式不对',
  'use small letters, digits and dashes': '使用小写字母、数字和连字符',
  'a length of time cannot be read, or makes no sense here': '时长无法识别，或在此处没有意义',
  'write a number and a unit: 30s, 15m, 6h, 7d, 2w': '写数字加单位：30s、15m、6h、7d、2w',
  'an amount cannot be read, or makes no sense here': '数额无法识别，或在此处没有意义',
  'write a positive decimal number in quotes, with no more decimals than its asset has':
    '写带引号的正十进制数，小数位数不超过其资产的位数',
  'a point in time cannot be read, or does not exist': '时间点无法识别，或不存在',
  'write a date, 2027-12-31, or an instant with its offset, 2027-12-31T18:00:00+08:00':
    '写日期 2027-12-31，或带时区偏移的时刻 2027-12-31T18:00:00+08:00',
  'there is no such time zone': '没有这个时区',
  'use an IANA name, such as Asia/Shanghai': '用 IANA 时区名，例如 Asia/Shanghai',
  'the prefix has characters that codes of this alphabet cannot have':
    '前缀含有该字符集的码不能有的字符',
  "use characters of the code's own alphabet": '使用码自身字符集中的字符',
  'the same item stands twice in a list': '列表中同一项出现了两次',
  'of several keys exactly one must be there, and none or several are':
    '几个键中必须恰好有一个，现在一个也没有或有好几个',
  'keep exactly one of those that the message lists': '只保留消息所列的其中一个',
  'the key does not go with another choice in the same place': '该键与同处的另一个选择不相容',
  'leave it out, or change the choice that the message names': '去掉它，或修改消息所指的选择',
  'rename one of them': '给其中一个改名',
  '`redeemed` is listed as a milestone of the campaign': '`redeemed` 被列为活动的里程碑',
  'leave it out: it is always there': '去掉它：它始终存在',
  'a reward waits for a milestone that the campaign does not list':
    '奖励等待的里程碑，活动没有列出',
  'add it to `milestones`, or mend the spelling': '把它加入 `milestones`，或改正拼写',
  'a reward gives something that the budget does not list': '奖励发放的东西，预算中没有列出',
  'add a line to `budget`': '在 `budget` 中加一项',
  'awards are bounded in something that is no money of the budget':
    '人工奖励限制的东西，不是预算中的货币',
  'leave the line out, or add one of that currency to `budget`':
    '去掉这一项，或在 `budget` 中加一项该货币',
  'payout batches are bounded in something that the budget does not list':
    '发放批次限制的东西，预算中没有列出',
  'leave the line out, or add one to `budget`': '去掉这一项，或在 `budget` 中加一项',
  'a whole payout batch may be less than one reward that waits for it':
    '整个发放批次的上限低于一次等待该批次的奖励',
  'raise `batchMax`, or lower the reward': '提高 `batchMax`，或降低奖励',
  'the whole budget does not pay a reward once': '整个预算不够发放一次奖励',
  'raise the budget, or lower the reward': '提高预算，或降低奖励',
  'a cap lies below the reward, which could never be granted': '上限低于奖励，奖励永远发不出去',
  'raise the cap, or lower the reward': '提高上限，或降低奖励',
  'a reward that a later milestone earns is to wait for a person when it goes beyond a limit':
    '由之后的里程碑挣得的奖励，超出限额时要等待人工审核',
  'leave `beyond` out, or let redeeming itself earn the reward':
    '去掉 `beyond`，或让兑换本身挣得该奖励',
  'a limit that rewards share is of something that no reward gives':
    '奖励共用的限额所针对的资产没有奖励发放',
  'leave it out, or write in `asset` what rewards give':
    '去掉它，或在 `asset` 中写奖励所发放的资产',
  'steps or bands are not in ascending order of invitees or purchases':
    '阶梯或分档没有按被邀请人数或消费金额递增排列',
  'some steps or bands of a reward are by invitees and others by purchases':
    '同一奖励的阶梯或分档，有的按被邀请人数，有的按消费金额',
  'use one of the two in all of them': '全部只用其中一种',
  'purchases cannot be counted as it is written': '消费不能按所写的方式计入',
  'name in `of` a milestone that the reward waits for and that carries an amount':
    '在 `of` 中写奖励所等待、且带金额的里程碑',
  'sort them, and let no number stand twice': '排好顺序，同一个数不要出现两次',
  'the floor of a decay lies above its first amount': '递减的下限高于首个金额',
  'lower the floor': '降低下限',
  'the campaign ends before it starts': '活动的结束早于开始',
  'mend one of the two': '改正两者之一',
  'something waits for the end of a campaign that never ends': '有内容要等活动结束，而活动永不结束',
  'add `lasts` or `ends` to `period`': '在 `period` 中加上 `lasts` 或 `ends`',
  'something does not go with how long a code lives': '有内容与码的有效期相矛盾',
  'change one of the two, as the message says': '按消息所说修改两者之一',
  'a code would be settled before it has done what is asked of it after its end':
    '码还没做完过期后该做的事就要结清',
  'raise `settleFor`': '提高 `settleFor`',
  'codes made by hand are to be replaced by the system': '人工制作的码要由系统替换',
  'use automatic generation, or another action at the end': '使用自动制作，或换一种到期处理方式',
  'codes are too short for so many at once: guessing would pay':
    '对同时存在的数量来说，码太短：猜码有利可图',
  'make codes longer, allow fewer of them, or ask for a login': '加长码，减少数量，或要求登录',
  'a condition looks at something that is not known here': '条件用到了此处不知道的事实',
  'use one of the facts that the message lists': '使用消息所列的事实',
  'a condition compares in a way that there is not': '条件使用了不存在的比较方式',
  'use one of the operators that the message lists': '使用消息所列的运算符',
  'a condition compares a fact with a value of another type, or one that it never has':
    '条件把事实与另一种类型的值比较，或与它永远不会有的值比较',
  'no country has this code, or no numbers are dialled there':
    '没有哪个国家或地区是这个代码，或那里没有电话号码',
  'write its code of ISO 3166: `DE`, `CN`; the United Kingdom is `GB`':
    '写 ISO 3166 代码：`DE`、`CN`；英国是 `GB`',
  'write a value of the type, or one of those, that the message names':
    '写消息所说类型的值，或所列的值之一',
  'a freeze is longer the first time than it may ever become': '首次冻结的时间比允许的最长时间还长',
  'raise `upTo`': '提高 `upTo`',
  'parts of a population are together more than the whole': '人群各部分合计超过整体',
  'lower some of them': '降低其中一些',
  'a test speaks of a person, a code or a column that it does not have':
    '测试提到了它没有的人、码或列',
  'add it to `people`, issue the code before, or mend the spelling':
    '把它加入 `people`，先发码，或改正拼写',
  'a step of a test happens before the step above it': '测试的某一步早于它的上一步',
  'put the steps in order of time': '按时间顺序排列各步',
  'the columns of a matrix are not of the same length': '矩阵各列的长度不同',
  'give each column one value for every row': '给每一列写上每一行的值',
  'a test does not know the risk policy that its campaign names': '测试不知道活动所用的风控策略',
  'say in `policies` which file holds it': '在 `policies` 中写明它的文件',
  'a setting changes nothing (warning)': '该设置不起任何作用（警告）',
  'leave it out, or change what the message names': '去掉它，或修改消息所指之处',
  'the budget lists something that no reward gives (warning)':
    '预算列出了没有奖励发放的东西（警告）',
  'leave it out, or add a reward': '去掉它，或添加奖励',
  'a condition looks for a channel that the campaign does not list (warning)':
    '条件要找的渠道，活动没有列出（警告）',
  'add it to `channels`, or mend the spelling': '把它加入 `channels`，或改正拼写',
  'nothing but the budget bounds how much cash one code earns (warning)':
    '一个码能挣多少现金，除预算外没有任何限制（警告）',
  'add `caps` with `perCode`, `perLineage` or `perPerson`':
    '加上含 `perCode`、`perLineage` 或 `perPerson` 的 `caps`',
  'a time of day cannot be read, or it opens and closes at the same time':
    '时刻无法识别，或开始与结束是同一时刻',
  'write `from: "09:00"` and `to: "21:00"`; what is not later than `from` lies on the next day':
    '写 `from: "09:00"` 和 `to: "21:00"`；不晚于 `from` 的时刻算作次日',
  'the file that `extends` names, or one that it extends, cannot be read':
    '`extends` 所指的文件，或它所继承的文件，无法读取',
  'name a campaign file of this repository, from this file: `./base.yaml`':
    '写上本仓库中一个活动文件的路径，从本文件写起：`./base.yaml`',
  'files extend each other in a circle': '文件互相继承，形成了环',
  'take out the `extends` that closes it; the message names the files':
    '去掉使其成环的 `extends`；消息列出了这些文件',
  'more than three files stand behind one': '一个文件后面超过三个文件',
  'extend a file nearer to the first one': '继承离最初那个更近的文件',
  'what `extends` names is not a campaign, or cannot be read as YAML':
    '`extends` 所指的不是活动，或不能作为 YAML 读取',
  'mend that file first; the message says where': '先改正那个文件；消息说明了位置',
  'two rewards, two milestones, two rules, or two files of one kind have the same id, or two tests the same name':
    '两个奖励、两个里程碑、两条规则或两个同类文件的 id 相同，或两个测试同名',
  'the codes of the campaign carry no such parameter': '活动的码不带这个参数',
  'add it to `code.parameters`, or write one that is there':
    '把它加入 `code.parameters`，或写一个已有的',
  'a condition reads a property that the milestone does not have': '条件读取了里程碑所没有的属性',
  'add it to `properties` of the milestone, or mend the spelling':
    '把它加入里程碑的 `properties`，或改正拼写',
  'the least value of a property lies above its most': '属性的最小值大于最大值',
  'swap the two, or leave one of them out': '对调两者，或去掉其中一个',
  '`atLeast` does not say which of several amounts it is about':
    '`atLeast` 没有说明指的是哪一个金额',
  'leave the milestone one property of type money, or use a condition':
    '只给里程碑留一个 type 为 money 的属性，或使用条件',
  'nobody can reach what a reward waits for': '奖励所等待的，谁也达不到',
  'write `redeemed` by its name alone, and first where `inOrder` is true':
    '`redeemed` 只写名称；`inOrder` 为 true 时把它写在最前',
  'a reward waits for the end of a stream, and codes are not redeemed in one':
    '奖励等待直播结束，而码并不在直播中兑换',
  'use the scenario `livestream` without `onlyWhileLive: false`, or another `timing`':
    '使用场景 `livestream` 且不写 `onlyWhileLive: false`，或换一个 `timing`',
  'a reward is for a level of inviters that the campaign does not pay':
    '奖励给某一级邀请人，而活动不支付该级',
  'raise `distribution.levels`, which needs somebody who answers for it, or leave `level` out':
    '提高 `distribution.levels`（须有人为此负责），或去掉 `level`',
  'a variant, or a file that extends another, changes a reward that is not there':
    '变体或继承其他文件的文件修改了一个不存在的奖励',
  'mend the spelling of its `id`, or give the reward a `template` and all else of its own':
    '改正它的 `id` 的拼写，或为该奖励写上 `template` 和其他全部内容',
  'the risk policy has no such rule': '风控策略没有这条规则',
  'a freeze or a ban falls on whoever asks, and its condition can hold by what others did alone':
    '冻结或封禁落在请求者身上，而仅凭他人所为，其条件即可成立',
  'add a fact of who asks, in each branch of `any`, or take an action that keeps nobody out: `review`, `verification`, `refuse`':
    '加上一个关于请求者的事实（`any` 的每个分支都要写），或改用不会将人拒之门外的 action：`review`、`verification`、`refuse`',
  'a ban takes held rewards back for what others can bring about, or of no person':
    '封禁因他人可造成的事实收回保留中的奖励，或不是针对个人',
  'write `heldRewards: keep`, or ban a person for what nobody else can bring about':
    '写 `heldRewards: keep`，或只因他人无法造成的事实封禁个人',
  'a rule about wordings holds for everybody, certified or not':
    '针对文案的规则对所有人适用，无论是否认证',
  'take its id out of the `whitelist`; what a word is listed as is changed in the word lists':
    '从 `whitelist` 中去掉它的 id；词的类别在词表中修改',
  'a rule that wants the wording revised asks for anything but the number of its hits':
    '要求修改文案的规则问了命中词数以外的内容',
  'compare `wordingHits` alone, by `greaterThan` with 0 or more or by `greaterThanInclusive` with 1 or more':
    '只比较 `wordingHits`：用 `greaterThan` 与 0 或更大的数，或用 `greaterThanInclusive` 与 1 或更大的数',
  'write the id of one of its rules': '写其中一条规则的 id',
  'a percentage cannot be taken as it is written': '百分比不能按所写的方式计算',
  'take it of a milestone that the reward waits for and that carries an amount':
    '按奖励所等待、且带金额的里程碑计算',
  'a reward is paid once, and written to recur': '奖励只支付一次，却写成了逐月重复',
  'use another `timing`, or leave `recurring` out': '换一个 `timing`，或去掉 `recurring`',
  'packets within their bounds cannot come to the total': '上下限之内的红包凑不出总额',
  'change the total, the number of packets, or `least` and `most`':
    '修改总额、红包个数，或 `least` 与 `most`',
  'something is planned of what the budget does not list': '计划了预算没有列出的东西',
};

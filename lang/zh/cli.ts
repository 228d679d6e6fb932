/** What commands say around findings. */
export const cli: Readonly<Record<string, string>> = {
  'a code with this wording is pending until it is revised': '带有此文案的码须修改文案后才能使用',
  'nothing in this wording keeps a code pending': '此文案没有妨碍使用码的内容',
  'character {0}: {1}': '第 {0} 个字符：{1}',
  'characters {0} to {1}: {2}': '第 {0} 至 {1} 个字符：{2}',
  '"{0}": {1}': '“{0}”：{1}',
  'forbidden, or a promise that nobody can keep': '违禁，或是无人能兑现的承诺',
  'presses people to share': '诱导或强迫分享',
  'leads people off the platform': '把人引到平台之外',
  'passes for somebody official': '冒充官方',
  '{0} silenced': '{0} 个已忽略',
  '{0}, {1}': '{0}，{1}',
  'Nothing was published, because not all files are right.':
    '没有发布任何内容，因为并非所有文件都正确。',
  'right would be: {0}': '应为：{0}',
  '{0} See docs/findings.md.': '{0}参见 docs/findings.zh.md。',
  '{0}. See docs/errors.md.': '{0}。参见 docs/errors.md。',
  '{0} file': '{0} 个文件',
  '{0} files': '{0} 个文件',
  '{0} error': '{0} 个错误',
  '{0} errors': '{0} 个错误',
  '{0} warning': '{0} 个警告',
  '{0} warnings': '{0} 个警告',
  '{0} info': '{0} 个提示',
  '{0} infos': '{0} 个提示',
  '{0} test': '{0} 个测试',
  '{0} tests': '{0} 个测试',
  '{0} failure': '{0} 处不符',
  '{0} failures': '{0} 处不符',
  '{0} expectation': '{0} 处预期',
  '{0} expectations': '{0} 处预期',
  '{0}, {1} passed, {2} failed': '{0}，{1} 个通过，{2} 个失败',
  '{0} could not be read': '{0}无法读取',
  '{0} could not be played': '{0}无法执行',
  '{0} is covered by {1} %, and --min-coverage wants {2} %.':
    '{0} 的覆盖率为 {1} %，而 --min-coverage 要求 {2} %。',
  'Not one test was played, which counts as a failure.': '没有执行任何测试，这算作失败。',
  FAILED: '失败',
  '(nothing)': '（没有）',
  'not listed, so it must not be': '没有列出，因此不应有',
  'Not counted: what only rules of the risk policies that Usher ships decide, of which {0} of {1} were reached. --coverage-of everything counts that too.':
    '不计在内：只由 Usher 随附的风控策略的规则决定的，已达到 {0} / {1}。--coverage-of everything 将其计入。',
  covered: '覆盖率',
  'Not reached in {0}:': '{0} 中没有到达的：',
  'Waiting for a file to change; Ctrl-C ends it.': '等待文件改动；按 Ctrl-C 结束。',
  '{0} rewritten': '{0}已改写',
  '{0}, {1} left to you: what rows or people share, and broken promises, are no one expectation to rewrite':
    '{0}，另有 {1}留给您处理：多行或多人共用的内容，以及被违背的承诺，都不是可改写的单个预期',
  '{0} has the id "{1}" too': '{0} 的 id 也是“{1}”',
  'an id of its own': '独有的 id',
  'a name of its own': '独有的名称',
  'another test is called "{0}"': '另一个测试也叫“{0}”',
  'it lies outside the repository': '它在仓库之外',
  'it is an address, not a path': '它是网址，不是路径',
  'its path is not from the file that extends it': '它的路径不是从引用它的文件写起的',
  'No campaign {0} is published, so nothing of it is recorded.':
    '没有已发布的活动 {0}，因此没有它的记录。',
  'The risk policy {0} is not published.': '风控策略 {0} 尚未发布。',
  '--refunded and --of go together.': '--refunded 和 --of 须一起写。',
  '--refunded must be an amount above 0 such as "40.00 CNY", not "{0}".':
    '--refunded 须是大于 0 的金额，例如“40.00 CNY”，而不是“{0}”。',
  '{0} is no record of a draw: `usher draw reveal` writes one.':
    '{0} 不是抽取记录：用 `usher draw reveal` 可以写出一份。',
  "note: by the campaign's own terms; --variant explains {0}":
    '说明：按活动自己的条款；用 --variant 可解释 {0}',
  'The campaign has no variant {0}, and no others.': '活动没有变体 {0}，也没有其他变体。',
  'The campaign has no variant {0}, only {1}.': '活动没有变体 {0}，只有 {1}。',
  'It must be a length of time such as 90m, 6h or 8d.': '须是时长，例如 90m、6h 或 8d。',
  'It must be name=value.': '须写成 name=value。',
  '{0}\n{1}': '{0}\n{1}',
  '--reason is missing; or use --dry-run.': '缺少 --reason；或者用 --dry-run。',
  'an amount of {0}': '{0} 的金额',
  '--purchase must be {0} such as 128.50, not {1}: not negative, and at most {2} decimals.':
    '--purchase 须是{0}，例如 128.50，而不是 {1}：不能为负，最多 {2} 位小数。',
  "It must be the first 8 or more characters of a version's digest.":
    '须是版本摘要开头的至少 8 个字符。',
  'Tests are not published: name a campaign.': '测试不能发布：请指定一个活动。',
  '{0} is a population: `usher simulate` reads it, and nothing publishes it.':
    '{0} 是人群：由 `usher simulate` 读取，不能发布。',
  'The campaign has no link: say one with --link.': '活动没有链接：请用 --link 指定。',
  'No QR code: {0}.': '没有生成二维码：{0}。',
  '--out must end in .svg or .png.': '--out 须以 .svg 或 .png 结尾。',
  'It must be https, or http on the loopback address.': '须是 https，或本机回环地址上的 http。',
  'Give a text, or a picture with --picture, and not both.':
    '请给出文本，或用 --picture 给出图片，二者只取其一。',
  'Cannot write {0}{1}: name a file in a folder that is there.':
    '无法写入 {0}{1}：请指定一个已有文件夹中的文件。',
  'Give a code, or --campaign and --inviter-phone to say who invites.':
    '请给出码，或用 --campaign 和 --inviter-phone 说明邀请人。',
  '{0} traces no relations: its scenario is not distribution-chain.':
    '{0} 不记录关系：它的场景不是 distribution-chain。',
  'It must be a whole number from 0.': '须是不小于 0 的整数。',
  'It must be a part of the whole: a number from 0 to 1.': '须是占全体的比例：0 到 1 之间的数。',
  '--watch is for people: leave --format and --output away.':
    '--watch 是给人看的：请去掉 --format 和 --output。',
  'There is no word list in {0}: no file *.txt.': '{0} 中没有词表：没有 *.txt 文件。',
  'A campaign and a risk policy cannot be compared.': '活动和风控策略不能互相比较。',
  '{0} is neither a campaign nor a risk policy.': '{0} 既不是活动，也不是风控策略。',
  '{0} is no Git revision.': '{0} 不是 Git 版本。',
  'there is no such file, and Git has none': '没有这个文件，Git 中也没有',
  'there is no such file, and Git has none ({0})': '没有这个文件，Git 中也没有（{0}）',
  '{0} is not published: no campaign and no risk policy is known by it.':
    '{0} 尚未发布：没有这样的活动或风控策略。',
  'It must be 64 hexadecimal digits, as `usher draw show` has them.':
    '须是 64 位十六进制数字，如 `usher draw show` 所显示。',
  'Cannot read {0}: {1}.': '无法读取 {0}：{1}。',
  'Cannot write {0}: {1}.': '无法写入 {0}：{1}。',
  '{0} is no account: those are {1}.': '{0} 不是账户：账户有 {1}。',
  '{0} is no month: it must be of the form 2026-11.': '{0} 不是月份：须写成 2026-11 的形式。',
  '{0} is no month in {1}.': '{0} 在 {1} 不是月份。',
  '{0} has no budget in {1}.': '{0} 没有 {1} 的预算。',
  '--amount {0} is no amount of {1} above 0 with at most {2} decimals, such as {3}.':
    '--amount {0} 不对：须是大于 0 的 {1} 金额，最多 {2} 位小数，例如 {3}。',
  'Of --amount, --purchase and --returned only one can be said.':
    '--amount、--purchase 和 --returned 只能写一个。',
  '{0} must be an amount above 0 such as "{1}", not "{2}".':
    '{0} 须是大于 0 的金额，例如“{1}”，而不是“{2}”。',
  'Nothing to lint in {0}: the folder has no campaign, no file *.yaml, nor have the folders in it.':
    '{0} 中没有可检查的内容：文件夹及其中的文件夹里都没有活动，没有 *.yaml 文件。',
  "error: unknown command '{0}'": '错误：没有命令“{0}”',
  "error: unknown option '{0}'": '错误：没有选项“{0}”',
  "error: missing required argument '{0}'": '错误：缺少参数“{0}”',
  "error: option '{0}' argument missing": '错误：选项“{0}”缺少值',
  "error: required option '{0}' not specified": '错误：缺少必需的选项“{0}”',
  "error: too many arguments for '{0}': it takes {1} at most, and got {2}":
    '错误：“{0}”的参数太多：最多 {1} 个，给了 {2} 个',
  "error: option '{0}' cannot be used with option '{1}'": '错误：选项“{0}”不能与选项“{1}”一起使用',
  '{0}\n(Did you mean {1}?)': '{0}\n（是否想写 {1}？）',
  "error: option '{0}' argument '{1}' is invalid. {2}": '错误：选项“{0}”的值“{1}”不对。{2}',
  "error: command-argument value '{0}' is invalid for argument '{1}'. {2}":
    '错误：值“{0}”不能作为参数“{1}”。{2}',
  'Allowed choices are {0}.': '可选的值有 {0}。',
  '{0}\n(`--help` says how it is used)': '{0}\n（用法见 `--help`）',
  'Nothing was done: {0} has errors.': '没有执行：{0} 有错误。',
  'It must be a length of time such as 30s, 6h or 8d.': '须是时长，例如 30s、6h 或 8d。',
  'It must be a whole number from 1.': '须是不小于 1 的整数。',
  'It must be a whole number from 0 to 100.': '须是 0 到 100 之间的整数。',
  'It must be one line of 1 to 500 characters, without tabs and other control characters.':
    '须是一行 1 到 500 个字符，不含制表符和其他控制字符。',
  'It must be 1 to 1000 characters, without tabs and other control characters but line breaks.':
    '须是 1 到 1000 个字符，除换行外不含制表符和其他控制字符。',
  'It must be an IPv4 or IPv6 address, such as 203.0.113.7.':
    '须是 IPv4 或 IPv6 地址，例如 203.0.113.7。',
  'It must be an ISO 3166 code, such as CN or CN-GD.': '须是 ISO 3166 代码，例如 CN 或 CN-GD。',
  'It must be latitude,longitude in degrees: 52.52,13.40.':
    '须是以度表示的纬度和经度，以逗号分隔：52.52,13.40。',
  'It must be a port: a whole number from 1 to 65535.': '须是端口号：1 到 65535 之间的整数。',
  'It must be ISO 8601 with offset: 2026-12-07T10:00:00+08:00.':
    '须是带时差的 ISO 8601 时间：2026-12-07T10:00:00+08:00。',
  'It must be 1 to 128 visible ASCII characters without spaces.':
    '须是 1 到 128 个可见的 ASCII 字符，不含空格。',
  'Name one party, not several.': '只能指定一方，不能指定多方。',
  '{0} is no id of a person.': '{0} 不是人的 id。',
  '{0} names no party: write person:…, device:…, source:… or network:….':
    '{0} 没有指明任何一方：请写 person:…、device:…、source:… 或 network:…。',
  '{0} is no IPv4 or IPv6 address.': '{0} 不是 IPv4 或 IPv6 地址。',
  '{0} names no device.': '{0} 没有指明设备。',
  'Name a party: --party, --person, --ip, --network or --device.':
    '请指定一方：--party、--person、--ip、--network 或 --device。',
  'One of --paid and --not-paid must be said.': '--paid 和 --not-paid 须写其一。',
  '--property {0} stands twice.': '--property {0} 出现了两次。',
  '--property must be a name and a value such as amount=128.50, not {0}.':
    '--property 须是名称和值，例如 amount=128.50，而不是 {0}。',
  '{0} is no campaign.': '{0} 不是活动。',
  '{0} is no risk policy.': '{0} 不是风控策略。',
  'The campaign names the risk policy "{0}", which is nowhere to be found; name its file with --policy.':
    '找不到活动所用的风控策略“{0}”；请用 --policy 指定它的文件。',
  'there is no such file': '没有这个文件',
  'it is a folder; name the files in it': '这是文件夹；请指定其中的文件',
  'it may not be read': '没有读取权限',
  'Cannot read the folder {0}.': '无法读取文件夹 {0}。',
  '{0} is no test: its `kind` must be CampaignTest.':
    '{0} 不是测试：它的 `kind` 须是 CampaignTest。',
  '--output json and --format {0} ask for two forms: leave one out.':
    '--output json 与 --format {0} 要求了两种形式：请去掉一个。',
  '{0} was checked as a test: `usher test {1}` plays it.':
    '{0} 已作为测试检查：用 `usher test {1}` 运行它。',
  '{0} was checked as a population: `usher simulate` takes it by `--population {1}`.':
    '{0} 已作为人群检查：`usher simulate` 以 `--population {1}` 使用它。',
  'it is no file, but a pipe, a socket or a device': '它不是文件，而是管道、套接字或设备',
  'there is no such file: a part of its path is no folder': '没有这个文件：路径中有一段不是文件夹',
  'its links lead in a circle': '它的链接绕成了圈',
  'its name is too long': '文件名太长',
  'too many files are open': '打开的文件太多',
  'the disk does not give it': '磁盘读不出它',
  'the system says {0}': '系统报告 {0}',
};

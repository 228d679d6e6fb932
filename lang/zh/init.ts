/** What `usher init` asks and says, and what the files that it writes say in comments. */
export const init: Readonly<Record<string, string>> = {
  'Say {0}: nobody is asked here.': '请写明 {0}：这里无法提问。',
  '{0} goes with --template cash only.': '{0} 只能与 --template cash 一起使用。',
  '{0} {1}: {2}.': '{0} {1}：{2}。',
  'it must be said': '必须回答',
  'No: {0}.': '不行：{0}。',
  'anywhere, or in several places': '不限，或同时在多处',
  'Alipay: codes by technical support, seven days long, points and coupons':
    '支付宝：由技术支持发码，有效期七天，只发积分和优惠券',
  'Douyin: codes by a rule of allocation, each used once': '抖音：按分配规则发码，每个码只能用一次',
  'it must be one line of 1 to {0} characters': '必须是一行，1 到 {0} 个字符',
  'it must be one of {0}': '必须是其中之一：{0}',
  'it must be a whole number, in {0}': '必须是整数，单位为 {0}',
  'it must be a number with at most {0} decimals, in {1}': '必须是最多 {0} 位小数的数，单位为 {1}',
  'it must be {0} {1} at least: what one friend earns': '至少为 {0} {1}：一位好友带来的奖励',
  '{0} and no {1}': '{0}、{1}',
  'what files and commands call it': '文件和命令中用的名称',
  'it must be 2 to 63 small letters, digits and dashes, a letter first':
    '必须是 2 到 63 个小写字母、数字或连字符，以字母开头',
  'what people call it': '给人看的名称',
  'the team that answers for it': '负责的团队',
  'what it is like': '活动的类型',
  'where it runs': '在哪个平台上进行',
  'what inviters earn': '邀请人获得什么',
  '{0} gives out no {1} for invitations': '{0} 不为邀请发放 {1}',
  'the currency of template cash': '现金模板的币种',
  'what it may spend in all': '总共可以花多少',
  'by whose clock its days begin': '以哪个时区划分日期',
  'it must be an IANA name, such as Asia/Shanghai': '必须是 IANA 时区名，例如 Asia/Shanghai',
  'a red packet, paid at once': '红包，立即发放',
  'points, paid every Monday': '积分，每周一发放',
  'days of a membership, which begin by themselves': '会员天数，自动生效',
  'pieces of a coupon, which take effect by themselves': '优惠券，自动生效',
  'pieces of an item, given when the campaign is over': '虚拟物品，活动结束后发放',
  'a friend registers; a day long, longer with every share that is opened':
    '好友注册；有效期一天，每次分享被打开都会延长',
  'somebody follows an account; printed by operators, three days long':
    '关注公众号；由运营人员印制，有效期三天',
  'a friend orders in a mini-program; valid as long as the campaign':
    '好友在小程序中下单；活动期间一直有效',
  'a customer adds an adviser; a new value every day, a week long':
    '客户添加顾问；每天更换码值，有效期一周',
  'a friend comes to an event; until it is over, then a member code':
    '好友到活动现场；活动结束前有效，之后转为会员码',
  'a friend buys for the first time; two weeks long': '好友首次购买；有效期两周',
  wrote: '已写入',
  'would write': '将写入',
  overwrote: '已覆盖',
  'would overwrite': '将覆盖',
  kept: '已保留',
  'would keep': '将保留',
  unchanged: '无变化',
  '{0} is there already': '{0} 已经存在',
  '{0} are there already': '{0} 已经存在',
  '{0}; nothing is written. Take another --id, or --force to overwrite.':
    '{0}；没有写入任何内容。请换一个 --id，或用 --force 覆盖。',
  "{0} is of another version of Usher: --force brings this one's.":
    '{0} 属于另一个版本的 Usher：--force 会换成当前版本的。',
  '{0} stays as it was. See that it has:': '{0} 保持原样。请确认其中有：',
  'open {0} in your editor: it completes and underlines':
    '在编辑器中打开 {0}：会自动补全，并标出错误',
  'Next:': '接下来：',
  'a friend who has reached everything earns the inviter {0}':
    '好友达成全部里程碑后，邀请人获得 {0}',
  'nobody earns by inviting themselves': '邀请自己得不到任何奖励',
  'what has not been redeemed earns nothing': '没有兑换就没有奖励',
  'no I, L, O and U: they can be read out': '不含 I、L、O、U：便于念出来',
  'how many may be open at once': '同时有效的码最多有多少个',
  'milestones and held rewards go on this long after the end':
    '到期之后，里程碑和保留的奖励再持续这么久',
  '12 of them, unless said otherwise': '没有另外说明时为 12 位',
  'one more, which tells a typo from an unknown code': '多加一位，用来区分输错的码与不存在的码',
  'digits are guessed easily: only people who are logged in may try':
    '数字容易被猜中：只有登录的人才能尝试',
  "yesterday's print still works for two hours": '昨天印制的码还能再用两小时',
  'no I, L, O and U: people type them': '不含 I、L、O、U：需要人工输入',
  'tells a typo from an unknown code': '用来区分输错的码与不存在的码',
  'fixed there': '平台固定',
  'purchases may come long after': '购买可能在很久以后才发生',
  'your service reports where each redemption came from': '由您的服务上报每次兑换来自哪里',
  'usher-ignore CAP_ESCAPED: an inviter whose account is not bound is asked for a face':
    'usher-ignore CAP_ESCAPED: 账号未绑定的邀请人要先做人脸核验',
  'for every friend who has reached all of them': '每有一位好友达成全部里程碑',
  'a Wednesday: no batch is due': '星期三：没有批次到期',
};

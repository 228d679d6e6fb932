/** What the generated pages say around their tables. */
export const pages: Readonly<Record<string, string>> = {
  'Codes that are guessed or mistyped': '被猜中或输错的码',
  'Ladders, bands and decay': '阶梯、分档和递减',
  'Rewards that are never paid': '永远发不出去的奖励',
  Conditions: '条件',
  Cost: '成本',
  Time: '时间',
  Abuse: '滥用',
  Splitting: '拆分',
  WeChat: '微信',
  Alipay: '支付宝',
  Douyin: '抖音',
  'Levels of distribution': '分销层级',
  Wording: '文案',
  Silencing: '忽略',
};

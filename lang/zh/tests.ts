/** What is wrong with tests of campaigns. */
export const tests: Readonly<Record<string, string>> = {
  'with these changes the campaign is wrong at {0}: {1}': '这样改动之后，活动在 {0} 处有误：{1}',
  'a campaign without errors': '一个没有错误的活动',
  'there is no risk policy "{0}" here': '这里没有风控策略“{0}”',
  'its file in `policies`; known are: {0}': '在 `policies` 中写上它的文件；已知的有：{0}',
  '"{0}" has {1} values, and "{2}" has {3}': '“{0}”有 {1} 个值，而“{2}”有 {3} 个',
  '{0} values': '{0} 个值',
  'the matrix has no column "{0}"': '矩阵中没有“{0}”这一列',
  'a `matrix` with that column': '含有该列的 `matrix`',
  '"{0}" is not among the people': '人员中没有“{0}”',
  '{0} lies before the step above': '{0} 早于上一步',
  'the same time or a later one': '相同或更晚的时间',
  'no code of "{0}" was issued before': '此前没有给“{0}”发过码',
  'a step before that issues one': '此前先有一步发码',
  '"{0}" is no amount': '“{0}”不是金额',
  'an amount with the decimals of its currency: 80.00 CNY': '小数位数符合币种的金额：80.00 CNY',
};

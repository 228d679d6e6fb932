/** What `usher explain` says. */
export const explain: Readonly<Record<string, string>> = {
  error: '错误',
  warning: '警告',
  info: '提示',
  'at {0}': '位于 {0}',
};

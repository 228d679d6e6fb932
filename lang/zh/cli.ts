/** What commands say around findings. */
export const cli: Readonly<Record<string, string>> = {
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
  'Nothing was simulated: {0} is not right.': '没有模拟：{0} 不正确。',
  '{0} has the id "{1}" too': '{0} 的 id 也是“{1}”',
  'an id of its own': '独有的 id',
  'it lies outside the repository': '它在仓库之外',
  'its path is not from the file that extends it': '它的路径不是从引用它的文件写起的',
};

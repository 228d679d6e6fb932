/** What may be shown to whoever redeems. */
export const told: Readonly<Record<string, string>> = {
  'it is possible once the inviter has passed a verification': '邀请人通过验证后即可',
  'it is possible again tomorrow': '明天可以再试',
  'it is possible at another hour': '换个时段即可',
  'it is possible on another day': '换一天即可',
  'an appeal is possible: give the reference': '可以申诉：请提供申诉编号',
  'this account is kept out for now': '该账号暂时受限',
  'this device is kept out for now': '该设备暂时受限',
  'this connection is kept out for now': '当前网络暂时受限',
  'this account is kept out': '该账号已受限',
  'this device is kept out': '该设备已受限',
  'this connection is kept out': '当前网络已受限',
  'this is not possible for now': '暂时无法操作',
  'this is not possible': '无法操作',
  'this code cannot be used': '该码无法使用',
  'give the phone number of whoever the code is from': '请填写邀请人的手机号',
};

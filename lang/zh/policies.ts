/** The titles of the rules of the shipped risk policies. */
export const policies: Readonly<Record<string, string>> = {
  'an inviter whose phone or account is not bound is asked for a face verification':
    '邀请人未绑定手机或账号时，要求人脸验证',
  'more than five invitations a day ask for a face verification':
    '一天邀请超过五次时，要求人脸验证',
  'thirty requests an hour from one address freeze it for a time':
    '同一地址一小时内请求达到三十次时，冻结一段时间',
  'a wording with sensitive words, or words that press people to share, must be revised first':
    '文案含敏感词或诱导分享的词时，须先修改',
  'inviter and invitee share a phone number, a payee or a device':
    '邀请人与被邀请人使用同一手机号、收款账户或设备',
  'host and viewer share a phone number, a payee or a device':
    '主播与观众使用同一手机号、收款账户或设备',
  'an emulator or a device under group control is kept out for good': '模拟器或群控设备永久禁止',
  'ten codes that do not exist, asked for within an hour, freeze the address':
    '一小时内查询十个不存在的码时，冻结该地址',
  'the same for the device, whatever addresses it comes from': '设备也是如此，无论它来自哪些地址',
  'while a campaign is guessed at from everywhere, two codes that do not exist freeze an address':
    '活动正被各处猜码时，查询两个不存在的码就冻结该地址',
  'while a campaign is guessed at from everywhere, a person looks at accounts of less than a day':
    '活动正被各处猜码时，注册不到一天的账号由人工审核',
  'people who invite each other in a circle are looked at by a person':
    '循环互相邀请的人由人工审核',
  'more than three people who are paid to one account are refused':
    '超过三个人使用同一收款账户时，拒绝',
  'more than seven people who hang together by phones, payees and devices are looked at by a person':
    '超过七个人因手机号、收款账户和设备相互关联时，由人工审核',
  'new accounts from data centres or proxies, at night, are refused':
    '夜间来自数据中心或代理的新账号，拒绝',
  'whoever says another region than the one that their address is in, and comes from a large cloud, is looked at by a person':
    '所说地区与地址所在地区不符、又来自大型云服务的人，由人工审核',
  'new accounts that come at night from another country than they say pass a face verification of their inviter first':
    '夜间来自所说国家以外的新账号，须先由其邀请人通过人脸验证',
  'whoever redeems within two seconds of clicking, from a network of a busy kind, is looked at by a person':
    '点击后两秒内就兑换、且所在网络请求频繁的人，由人工审核',
  'redemptions by poster are looked at by a person': '经海报而来的兑换由人工审核',
};

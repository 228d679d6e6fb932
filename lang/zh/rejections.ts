/** What a code answers when it says no, and why a reward is not granted. */
export const rejections: Readonly<Record<string, string>> = {
  'it is done.': '成功完成。',
  'no such code': '没有这个码',
  'no such code: its check character does not fit, so it was mistyped':
    '没有这个码：校验字符不符，应该是输错了',
  'there is no code in the text or the picture': '文本或图片中没有码',
  'there are several codes in the text or the picture: give the one that is meant':
    '文本或图片中有多个码：请只给出要用的那一个',
  'the link leads elsewhere, and is of no campaign': '链接指向别处，不属于任何活动',
  'that is no picture in PNG or JPEG, or it is larger than what is read':
    '不是 PNG 或 JPEG 图片，或超出可读取的大小',
  'the campaign does not want its codes read in this way': '该活动不允许以这种方式读取码',
  'the wording must be revised before the code can be used': '须先修改文案才能使用该码',
  'the code is frozen': '码已冻结',
  'the code has expired': '码已过期',
  'the code was replaced; its successor answers': '码已被替换，由后继码应答',
  'the code was moved to the archive': '码已归档',
  'the code became an ordinary member code that takes no redemptions':
    '码已转为普通会员码，不再接受兑换',
  'the code was revoked': '码已作废',
  'the code was banned': '码已封禁',
  'the code is settled: nothing can be done with it any more, except to take its rewards back':
    '码已结清，除收回奖励外不再接受任何操作',
  'the code has been used as often as its campaign allows': '码的使用次数已达到活动允许的上限',
  'no such campaign': '没有这个活动',
  'the campaign has not started yet': '活动尚未开始',
  'the campaign is over': '活动已结束',
  'the campaign is paused by operations': '活动被运营人员暂停',
  'the campaign was closed by operations': '活动被运营人员关闭',
  'the campaign has no such version': '活动没有这个版本',
  'the risk policy that the campaign names is not published: publish its file first, or with it':
    '活动所用的风控策略尚未发布：请先发布它的文件，或一并发布',
  'whether a campaign is a sandbox is said when it is first published, once for all':
    '活动是不是沙盒，在首次发布时说定，之后不变',
  'the risk policy keeps parties out of a programme, and the campaign belongs to none: name it under `metadata.programme`':
    '风控策略把违规方挡在整个项目之外，而活动不属于任何项目：请在 `metadata.programme` 中写明',
  'the budget would be less than what is promised and paid already':
    '预算会低于已承诺和已发放的金额',
  'the campaign has as many open codes as it allows': '活动的未结码已达到允许的数量',
  'values are made by the system here; the campaign has no manual generation':
    '此处的码值由系统生成；活动没有人工制作',
  "a value is the campaign's prefix and as many letters or digits of its alphabet as its codes have, or more; a personal prefix is up to 12 of them":
    '码值由活动的前缀和字符集中的字母或数字组成，数量与活动的码相同或更多；个人前缀最多 12 个',
  'another code has this value': '另一个码已使用该码值',
  'the campaign has no such channel': '活动没有这个渠道',
  'codes of the campaign carry no such parameter': '活动的码不带这个参数',
  'nobody can redeem a code of their own': '不能兑换自己的码',
  'this person has already redeemed a code of this campaign': '此人已兑换过该活动的码',
  'this person was brought to the campaign by somebody else, and stays beneath whom they are bound to':
    '此人已由他人带入该活动，关系一经绑定不再改变',
  'this person stands above the inviter: the line would come back to itself':
    '此人是邀请人的上级，绑定后关系会成环',
  'this person has brought others to the campaign already, and is not placed beneath anybody':
    '此人已带他人加入该活动，不能再成为别人的下级',
  'the campaign is for new customers only': '活动仅限新客户',
  'another code was touched first and has the credit': '另一个码先被接触，归因于它',
  'this person has not redeemed this code': '此人没有兑换该码',
  'no such redemption of this code': '该码没有这次兑换',
  'the redemption was already cancelled': '这次兑换已经取消',
  'the redemption is not cancelled, so there is nothing to reopen': '这次兑换没有取消，无需恢复',
  'what the redemption would take again does not fit any more': '这次兑换要重新占用的已经容纳不下',
  'the reservation was confirmed, released or ran out': '预留已确认、已释放或已到期',
  'the campaign has no such milestone': '活动没有这个里程碑',
  'this person has already reached that milestone': '此人已达到该里程碑',
  'the terms, or the state of the code, do not allow a reset': '条款或码的状态不允许重置',
  'the wording of a code in this state cannot be revised': '该状态的码不能修改文案',
  'a code in this state cannot be frozen': '该状态的码不能冻结',
  'the code is not frozen': '码没有冻结',
  'no such review of this code': '该码没有这次审核',
  'the review is already decided': '审核已有结论',
  'no such payout batch': '没有这个发放批次',
  'the payout batch does not wait for a decision': '该发放批次并未等待审批',
  'the payout does not wait for a person, or not all of it is owed':
    '该笔发放并未等待人工处理，或其中已有不再应付的部分',
  'whoever published the terms in force or started the batch, gave the award, or proposed the decision of the review, cannot approve it':
    '发布现行条款的人、启动该批次的人、给出该人工奖励的人，以及就该审核先提议的人，不能审批它',
  'no such award': '没有这份人工奖励',
  'the award is already decided, or was taken back': '该人工奖励已有审批结果，或已被收回',
  'the award is on its way to the provider; try again when that is settled':
    '该人工奖励正在送往服务商；等有了结果再试',
  'less than that is left of the budget of the campaign': '活动预算的余额不足',
  'no such reward of this code': '该码没有这份奖励',
  'the reward was already taken back': '奖励已经收回',
  'this reward can only be taken back whole': '这份奖励只能整笔收回',
  'less than that is left of what is to be taken back': '要收回的部分超过了剩余的数额',
  'the reward is on its way to the provider; try again when that is settled':
    '奖励正在送往服务商；请等有结果后再试',
  'a verification must be passed first': '须先通过验证',
  'the risk policy refused': '风控策略拒绝',
  'codes of the campaign belong to a streamer: give the parameter that names them':
    '该活动的码属于某位主播：请给出写明主播的参数',
  'the streamer is not live': '该主播没有在直播',
  'the streamer is live already: close that stream first': '该主播已在直播：请先结束那一场',
  'the campaign has no such stream': '活动没有这场直播',
  'codes of the campaign belong to no streamer': '该活动的码不属于任何主播',
  'another stream of the campaign has this id': '活动的另一场直播已用了这个 id',
  'as many redemptions of this code as one minute takes were accepted: try again in the next':
    '该码在这一分钟内的兑换次数已达上限：请在下一分钟再试',
  'only campaigns of streams count a redemption by when it happened: leave that time out':
    '只有直播活动才按发生时间计算兑换：请不要给出这个时间',
  'codes of the campaign are not renewed, so there is nothing to pay in for':
    '该活动的码不续期，因此没有要存入的款项',
  'the person owes the campaign nothing of this': '此人不欠该活动这种资产',
  'this payment was booked before, with another amount': '这笔付款此前已入账，金额不同',
  'at the time given, the code was not valid': '在所给的时间，码无效',
  'this operation id was already used with another body': '该操作 id 已用于另一内容',
  'the command is malformed': '命令格式有误',
  'a fault of ours; operations have been told': '是我们的故障，已通知运营人员',
  'the cap is reached': '已达到上限',
  'the budget is used up': '预算已用完',
  'the condition is not met': '条件不满足',
  'nobody invited as far up as the reward is for': '没有奖励所针对的那一级邀请人',
  'the invitee has redeemed a code of another campaign, which goes first':
    '被邀请人已兑换另一个优先的活动的码',
  'this person has redeemed a code of another campaign, which excludes this one':
    '此人已兑换另一个活动的码，与本活动互斥',
  'codes of this campaign are redeemed at other hours': '当前不在该活动的兑换时段内',
  'the milestone has no such property': '该里程碑没有这个属性',
  'a property of the milestone is of another type, or cannot be that':
    '里程碑的某个属性类型不对，或不可能是该值',
  'as many reports of this person are kept as one redemption may have':
    '此人的上报已达到一次兑换可保留的数量',
  'the limit of this stretch of time, channel or parameter is reached':
    '该时段、渠道或参数的限额已达到',
  'a limit over all rewards of the campaign is reached': '活动所有奖励合计的限额已达到',
  'a month is closed an hour after its end at the earliest': '月份最早在结束一小时后才能关账',
  'months are closed in their order, from the first in which anything was booked':
    '月份须按顺序关账，从最早有分录的月份开始',
  'something of the month is yet to be booked': '该月还有待记账的内容',
  'the person has fewer points of the campaign than that': '此人在该活动的积分不够',
  'that would be more points than the campaign lets a person spend': '超过活动允许每人花的积分',
  'the campaign caps the share of a purchase that points pay, so its price has to be given':
    '活动限制了积分占购买价格的比例，因此须给出价格',
  'no such reservation of points': '没有这个积分预留',
  'the reservation of points was confirmed, released or ran out':
    '该积分预留已确认、已释放或已到期',
  "the campaign wants the inviter's phone number with each redemption: inviterPhone":
    '该活动每次兑换都需要邀请人的手机号：inviterPhone',
  'that is not the phone number of whoever the code is from': '这不是该码持有人的手机号',
  'too many wrong phone numbers of inviters were given today': '今天填错邀请人手机号的次数过多',
  'the code counts only with a one-time password: have one sent, and enter it':
    '此码须与一次性口令一并使用：请先获取口令，再填写',
  'the campaign goes by regions, so the region has to be said': '该活动按地区而定，须说明地区',
  'codes of the campaign are not redeemed from this region': '该活动的码不能从这个地区兑换',
  'in this region the invitee must agree to the use of their location first; without that the code is not redeemed there':
    '在这个地区，被邀请人须先同意使用其位置信息；不同意则不能在那里兑换',
  'the consent is to another version of the text than the one in force: ask again':
    '所同意的不是现行版本的文本，请重新征得同意',
  'nothing of a location is wanted there, so there is nothing to agree to':
    '那里不使用位置信息，无须同意',
  'the one-time password is wrong': '一次性口令不正确',
  'there is no one-time password that is still valid: have one sent':
    '没有仍然有效的一次性口令：请重新获取',
  'too many wrong one-time passwords were entered': '一次性口令输错次数过多',
  'the one-time password was used before': '一次性口令已经用过',
  'another one-time password cannot be sent yet': '暂时还不能再次发送一次性口令',
  'the one-time password could not be sent; try again later': '一次性口令未能发出，请稍后再试',
  'the campaign wants no one-time password with its codes': '该活动的码不需要一次性口令',
  "the code counts only with the dynamic code that its holder's authenticator shows":
    '该码须与其持有人的验证器所显示的动态码一并使用',
  'the dynamic code is wrong': '动态码不正确',
  'the dynamic code was used before: wait for the next one': '动态码已经用过，请等下一个',
  'the dynamic code was right, and its use came too late: enter the present one':
    '动态码正确，但使用得太晚，请输入当前的动态码',
  'the dynamic code is right; somebody has been guessing, so the next one has to be entered as well':
    '动态码正确；由于有人在猜测，还须输入下一个动态码',
  'too many wrong codes were entered': '输错的码太多',
  'no device that waits to be let in shows this user code': '没有等待登录的设备显示这个用户码',
  'the device polls too often': '设备查询过于频繁',
  'the device was sent away': '设备的登录被拒绝',
  'nobody let the device in while that was possible: it begins again':
    '在有效时间内无人批准设备登录：请重新开始',
  'no device that waits to be let in polls with this, or it has had its answer':
    '没有等待登录的设备使用这个设备码，或它已得到答复',
  'the campaign wants no dynamic code with its codes': '该活动的码不需要动态码',
  'the code is held by somebody else': '该码由他人持有',
  'whoever asks, or the device or network that they use, is frozen for a time':
    '请求人，或其使用的设备或网络，暂时被冻结',
  'whoever asks, or the device or network that they use, is kept out for good':
    '请求人，或其使用的设备或网络，已被永久禁止',
  'whoever the code is from is kept out, so that it cannot be used meanwhile; whoever redeems is not to blame':
    '码的持有人被禁止参与，其间该码不能使用；与兑换人无关',
  'in {0} the invitee must pass the verification {1} first': '在 {0}，被邀请人须先通过验证 {1}',
  '{0} cannot be {1}: it is {2}': '{0} 不能是 {1}：应为{2}',
  'an amount of {0} as a text, such as "{1}"': '以文本写的 {0} 金额，例如 "{1}"',
  'a text of at most {0} characters': '最多 {0} 个字符的文本',
  'one of {0}': '{0} 之一',
  'a number, at least {0}': '数字，至少 {0}',
  'a number, at most {0}': '数字，最多 {0}',
  'a number, at least {0}, at most {1}': '数字，至少 {0}，最多 {1}',
  'the milestone {0} has no property "{1}": it has {2}': '里程碑 {0} 没有属性“{1}”：它有 {2}',
  'the milestone {0} has no property "{1}": it has none':
    '里程碑 {0} 没有属性“{1}”：它没有任何属性',
  'that is over the cap of {0}: {1} more can be spent': '超过上限（{0}）：还可以花 {1}',
  'the person has {0} points of the campaign to spend': '此人在该活动有 {0} 积分可花',
  '{0} points a purchase': '每次购买 {0} 积分',
  '{0} % of a purchase': '购买价格的 {0} %',
  '{0} points in all': '总共 {0} 积分',
  '{0} points a month': '每月 {0} 积分',
  '{0} points a day': '每天 {0} 积分',
  'the reservation of points ran out, and its points went back': '该积分预留已到期，积分已退回',
  'the reservation of points was confirmed': '该积分预留已确认',
  'the reservation of points was released': '该积分预留已释放',
  'another one-time password cannot be sent yet, since {0}: wait {1}':
    '暂时还不能再次发送一次性口令，因为{0}：请等待 {1}',
  'one was sent just now': '刚刚发送过',
  '{0} were sent already': '已发送 {0} 次',
  'this phone has asked {0} times today': '该手机今天已请求 {0} 次',
  '{0} has proposed that; somebody else has to decide': '这是 {0} 提出的；须由另一人决定',
  'the redemption was reopened as {0}': '该兑换已恢复为 {0}',
  'the budget has no room for {0}': '预算不够 {0}',
  '{0} of what was paid is left, and no more can be taken back': '所付金额还剩 {0}，不能收回更多',
  'no ladder counts what {0} reported, and no reward waits for it: a percentage or a band that was earned is reversed by itself, by what of the purchase was refunded':
    '没有阶梯计入 {0} 报告的内容，也没有奖励在等它：已得到的按比例或分档奖励，会按购买中退款的部分自动冲回',
  '{0} of the reward is left, and no more can be taken back': '奖励还剩 {0}，不能收回更多',
  '{0} of the purchase is left, and no more can be taken back': '购买金额还剩 {0}，不能收回更多',
  'a part is not returned: it is owed': '部分奖励不能退还：记为欠款',
  'the reward is not known to be a percentage or a band of a purchase':
    '无法确认该奖励是购买金额的百分比或分档',
  'what a provider has refused can be taken back as a whole only': '服务商拒绝的只能整笔收回',
  'so much of it that nothing were left to be sent: only all of it can be taken back':
    '收回这么多就没有可发放的了：只能整笔收回',
  'what was owed of it is settled already, or forgiven': '所欠部分已经结清或免除',
  'the redemption is a reservation, which can be released: there is nothing to cancel':
    '该兑换还是预留，可以释放：没有可取消的',
  'the redemption is in review, which can be refused: there is nothing to cancel':
    '该兑换正在审核，可以拒绝：没有可取消的',
  'the redemption was released: there is nothing to cancel': '该兑换已释放：没有可取消的',
  'the redemption was refused: there is nothing to cancel': '该兑换已被拒绝：没有可取消的',
  'a code that is {0} cannot be reset': '状态为 {0} 的码不能重置',
  'the code has a successor': '码已有后继码',
  'the campaign allows no reset': '活动不允许重置',
  'used {0} of {1} resets': '{1} 次重置已用 {0} 次',
  'the holder has as many open codes as the campaign allows': '持有人有效的码已达到活动允许的数量',
  'the one-time password is wrong: {0}': '一次性口令错误：{0}',
  'the dynamic code is wrong: {0}': '动态码错误：{0}',
  '1 more try': '还可尝试 1 次',
  '{0} more tries': '还可尝试 {0} 次',
  '1 more try this hour': '本小时内还可尝试 1 次',
  '{0} more tries this hour': '本小时内还可尝试 {0} 次',
  'wait an hour': '请等待一小时',
  'have another one sent': '请重新发送一个',
  'too many wrong one-time passwords were entered: have another one sent':
    '输错一次性口令的次数过多：请重新发送一个',
  'too many wrong codes were entered: wait {0}': '输错动态码的次数过多：请等待 {0}',
  '{0} has no budget for {1}; it has one in {2}': '{0} 没有 {1} 的预算；它有 {2} 的预算',
  '{0} is more than is left of the budget of {1}: {2}': '{0} 超过 {1} 的预算余额：{2}',
  '{0} gave this award; somebody else has to approve it': '这份奖励是 {0} 发的；须由另一人批准',
};

/** Ordinary invitations, some of which come near a listed word on purpose. */
export const honest: readonly string[] = [
  ...`快来和我一起学习吧，新人有积分。
注册就送优惠券，我们各得一张。
周末一起去喝咖啡，用我的邀请码有折扣。
我用这个应用记账半年了，很好用，推荐给你。
填我的邀请码，咱俩都能得到五天会员。
生日赚积分，节日赚双倍。
今天的菜很新鲜，邻居们都在这里买。
我在楼下线上看到你的消息了。
他在楼下，线上再聊。
会议在线上，先下楼等我。
新品下线以前都可以买到。
线上线下同价，放心选购。
活动截至月底，欢迎参加。
首单立减十元，邀请好友各得一张券。
小区团购群里的水果真不错。
孩子的英语课，用邀请码可以免费试听。
一起跑步吧，坚持打卡换徽章。
我的码是用来注册的，朋友圈里也有人用过。
分享一个好用的笔记软件。
把这个消息转告给需要的人吧。
每天走路，积分可以换公益捐步。
这家店的点心很好吃，我请你。
快递到了，记得到门口取。
首次登录送三天会员。
这本书我看了两遍，值得推荐。
我们公司内部在试用，欢迎反馈。
年会报名开始了，填邀请码入座。
请用校园邮箱注册。
欢迎加入读书会，每周三晚上见。
下周三线下见面，地点待定。
老客户推荐新客户，双方都有礼物。
你注册后，我们各得十个积分。
朋友推荐的健身房，离家很近。
咖啡买一送一，用我的码就行。
客服电话在应用的“帮助”里。
投资有风险，入市须谨慎。
这个课程没有门槛，零基础也能学。
无需下载，点开就能用。
微信里搜索店名就能找到我们。
我想请你试试这个日历。
工日赚取的积分次日到账。
名额有限，先到先得。
一起种树，今年已经种了三棵。
小程序很轻，打开就能点单。
使用邀请码后，押金可以退。
公益活动需要志愿者，欢迎报名。
双十一前注册有惊喜。
电影票第二张半价，一起看吧。
官方网站上有详细的规则。
禁止赌博，文明娱乐。
远离毒品，珍爱生命。
老师推荐的练习题，做完有奖状。
这里的租车很方便，提前一天预约。
会员日全场八折。
无需分享即可领取，注册就有。
不用发朋友圈，填码就行。
想把它分享给一个懂茶的人。
我分享给几个朋友，他们都说好。
三个群里都在聊这家店。
樱花最佳观赏期是四月上旬。
你是我的最佳拍档。
一起助力乡村振兴。
助力领养流浪动物。
最近价格很低，买得起。
加入我们三位好友的读书会。
我和五个朋友一起报了名。`.split('\n'),
  ...`Join me, and we both get points.
Come along on Saturday, and bring a friend.
Use my code when you sign up, and coffee is on me.
I have been learning with this app for a year. Try it with my code.
We both get five days of membership.
My favourite bakery now has a loyalty card.
You must see this. Share a ride with me tomorrow.
Miss sharewell sends her regards.
The target riches here are in the library.
Let us forget richly decorated cakes for once.
Scunthorpe has a fine market on Fridays.
A classic assessment of Essex and Sussex.
The cocktail bar on the corner has a new menu.
Dick and Penistone went to Lightwater.
I got it at the shop. Rich flavours await.
Cas, in our office, recommends this planner.
The down line of the railway is closed on Sunday.
Betty is letting her flat near the station.
A better way to plan your week.
Debbie, ting me when you are there.
There is a risk. Freely ask before you invest.
Our tickets are half price before noon.
The first class is free, the second is with me.
Register with your school address.
Guaranteed fresh, and profit from the discount.
Try the passive house exhibition; incomes do not matter.
Bring your bike to the free check.
Double your points on your birthday.
Easy to use; money stays in your account.
I won a plant at the raffle, and you have one coming.
The portrait gallery opens at ten.
Sport and play for the whole family.
Win-win: you get a coupon, and so do I.
Enter the code at checkout.
Book a table for four and get dessert.
A pyramid of oranges stood in the shop window.
The scheme of work is on the school's page.
Our cashier will help you.
The launch is at noon, and laundering your kit is free.
I like it, and share a desk with Tom to win time.
Ask the support desk of the shop if it does not work.
Send this parcel to my address, please.
My wechat article on tea is out.
Add my recipe to your list.
The casinogram is a kind of graph.
No gambling, no betting: a quiet evening of chess.
Verify the spelling of your name on the ticket.
Two for one on Tuesdays.
Save 10% on your first order with code SPRING-7.
See you @home at 7 for the film, $5 a head.
Meet at stop 31 at 5 to 7.
Free trial until the 30th, cancel any time.
Recipes, plans and lists in one place.
We would love your feedback on the new app.
It is as simple as 1, 2, 3.
A pizza to share with two friends.
I share a flat with three friends.
Two groups of friends share a table.
I look forward to two weeks at the sea.
Those were moments to share, so come along.
Post your letter in the box, and join ten friends of mine.
The price is low in March.
No need to share: you get the points when you sign up.`.split('\n'),
];

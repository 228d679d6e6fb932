/** Descriptions of a population. */
export const schemaPopulation: Readonly<Record<string, string>> = {
  'Made-up people for `usher simulate`.': '供 `usher simulate` 使用的虚构人群。',
  'Who they are and what they do.': '他们是谁，做什么。',
  'How many ask for a code by themselves while the campaign runs.': '活动期间有多少人自己来要码。',
  '`even`: as many every day. `launch`: most at the beginning, half as many each week later. `growing`: ever more.':
    '`even`：每天一样多。`launch`：开始最多，以后每周减半。`growing`：越来越多。',
  "When people are busy with it, by the campaign's clock.": '人们在什么时间参与，按活动的时钟。',
  'How much each channel is used, as weights. Unless said, those of the campaign alike.':
    '各渠道的使用程度，以权重表示。不写时，活动的各渠道相同。',
  'The weight of one channel.': '一个渠道的权重。',
  'What people do who hold a code.': '持有码的人做什么。',
  'How often each passes the code on, on average.': '每人平均把码传出去几次。',
  'How long they keep at it after they have asked for the code.': '要到码之后，他们持续多久。',
  'How many people open one share, on average.': '平均多少人打开一次分享。',
  'How many pass a verification when a risk rule asks for one; of invitees, when their region does.':
    '风控规则要求验证时，多少人能通过；被邀请人则是其地区要求时。',
  'From which regions people redeem, as weights by ISO 3166 code. Unless said, those whose rules the scenario lists and that may redeem, alike; where it lists none, nobody says a region.':
    '人们从哪些地区兑换，以 ISO 3166 代码对应的权重表示。不写时，场景所列且允许兑换的各地区相同；场景没有列出时，没有人报告地区。',
  'The weight of one region.': '一个地区的权重。',
  'How many values each parameter of the codes has: in how many shops they are given out, say. Unless said, no code carries it.':
    '码的每个参数有多少个取值，例如在多少家店发放。不写时，码不带该参数。',
  'The number of values of one parameter.': '一个参数的取值个数。',
  'What people do who open a share.': '打开分享的人做什么。',
  'How long after the share it is opened, on average.': '分享之后平均多久被打开。',
  'How many of them redeem the code.': '其中多少人兑换该码。',
  'How many were customers before.': '多少人以前就是客户。',
  'How many of those who redeemed try it a second time.': '兑换过的人中，多少人会再试一次。',
  'How many of those who redeemed ask for a code of their own.':
    '兑换过的人中，多少人会自己要一个码。',
  'How many reach the next milestone, where `milestones` says nothing else.':
    '`milestones` 没有另写时，多少人达到下一个里程碑。',
  'How many reach a milestone, of those who reached the one before it.':
    '在达到前一个里程碑的人中，多少人达到这一个。',
  'Of one milestone.': '一个里程碑的。',
  'How long it takes from one milestone to the next, on average.':
    '从一个里程碑到下一个平均需要多久。',
  'What a purchase is worth, on average, in the currency of the campaign.':
    '一次购买平均值多少，以活动的币种计。',
  'People who want rewards and bring nobody.': '想要奖励却不带来任何人的人。',
  'They redeem their own code: as themselves, then under other names from their own network.':
    '他们兑换自己的码：先用自己的身份，再在自己的网络里用别的名字。',
  'How many of all people who ask for a code are of this kind.': '要码的人中，这一类占多少。',
  'How often each of them tries, as somebody else each time.': '他们每人试多少次，每次换一个身份。',
  'How long they wait between two tries.': '两次尝试之间等多久。',
  'They redeem with many devices behind one network.': '他们在一个网络后面用许多设备兑换。',
  'They redeem with made-up people, each from another network.':
    '他们用虚构的人兑换，每人来自另一个网络。',
  'They try values at random, from one network.': '他们从一个网络随机地试码值。',
  'How many of their identities reach the next milestone.':
    '他们的身份中，多少能达到下一个里程碑。',
  'How many of them pass a verification when a risk rule asks for one.':
    '风控规则要求验证时，他们中多少能通过。',
  'How many of all people are in a segment, by which variants are assigned. Whoever is left is in none.':
    '全部人员中有多少属于某个分群，变体按分群分配。其余的人不属于任何分群。',
  'The share of one segment; all together at most 1.': '一个分群的占比；合计不超过 1。',
};

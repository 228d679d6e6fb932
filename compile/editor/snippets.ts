/** Something to fill in, as editors offer it: `${1:…}` is a place to stop at. */
interface Snippet {
  readonly label: string;
  readonly description: string;
  readonly body: Readonly<Record<string, unknown>>;
}

function reward(template: string, description: string, body: Snippet['body']): Snippet {
  const when = { invitee: ['${3:redeemed}'] };
  return {
    label: `${template} reward`,
    description,
    body: { id: '${1:name}', template, to: '${2:inviter}', when, ...body },
  };
}

/** One reward of each template. */
const rewards: readonly Snippet[] = [
  reward('cash', 'A red packet, paid at once.', {
    amount: '"${4:1.00}"',
    currency: '${5:CNY}',
    caps: { perLineage: '"${6:5.00}"' },
  }),
  reward('points', 'Points, paid in weekly batches.', {
    amount: '"${4:100}"',
    caps: { perPerson: '"${5:1000}"' },
  }),
  reward('privilege', 'Days of a privilege, which take effect by themselves.', {
    amount: '"${4:7}"',
    privilege: '${5:vip}',
    caps: { perPerson: '"${6:90}"' },
  }),
  reward('coupon', 'Pieces of a coupon, which take effect by themselves.', {
    amount: '"${4:1}"',
    coupon: '${5:coffee}',
    caps: { quantity: '"${6:500}"' },
  }),
  reward('virtual-item', 'Pieces of an item, given when the campaign is over.', {
    amount: '"${4:1}"',
    item: '${5:lantern}',
    caps: { quantity: '"${6:500}"' },
  }),
];

/** Lines of a budget whose keys an author names. */
const budgetLines: readonly Snippet[] = [
  {
    label: 'privilege:NAME',
    description: 'Days of a privilege, whole.',
    body: { '"privilege:${1:vip}"': '"${2:3000}"' },
  },
  {
    label: 'coupon:NAME',
    description: 'Pieces of a coupon, whole.',
    body: { '"coupon:${1:coffee}"': '"${2:500}"' },
  },
  {
    label: 'item:NAME',
    description: 'Pieces of a virtual item, whole.',
    body: { '"item:${1:lantern}"': '"${2:500}"' },
  },
];

/** What is offered where, by path. */
export const snippets: Readonly<Record<string, readonly Snippet[]>> = {
  'spec.rewards[]': rewards,
  'spec.budget': budgetLines,
  'spec.payouts.batchMax': budgetLines,
  'spec.payouts.approvalAbove': budgetLines,
  'spec.payouts.minimum': budgetLines,
};

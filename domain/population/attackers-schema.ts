import { durationText } from '../campaign/schema/forms.ts';
import { shareNumber } from './numbers.ts';

function attackers<
  const What extends string,
  const Share extends number,
  const Count extends number,
>(
  description: What,
  usual: { readonly share: Share; readonly identities: Count; readonly every: string },
) {
  return {
    type: 'object',
    description,
    additionalProperties: false,
    default: {},
    properties: {
      share: {
        ...shareNumber,
        description: 'How many of all people who ask for a code are of this kind.',
        default: usual.share,
      },
      identities: {
        type: 'integer',
        minimum: 1,
        maximum: 100_000,
        description: 'How often each of them tries, as somebody else each time.',
        default: usual.identities,
      },
      every: {
        ...durationText,
        description: 'How long they wait between two tries.',
        default: usual.every,
      },
    },
  } as const;
}

/** People who want rewards and bring nobody. */
export const attackersSchema = {
  type: 'object',
  description: 'People who want rewards and bring nobody.',
  additionalProperties: false,
  default: {},
  properties: {
    selfReferral: attackers(
      'They redeem their own code: as themselves, then under other names from their own network.',
      { share: 0.01, identities: 3, every: '10m' },
    ),
    deviceFarm: attackers('They redeem with many devices behind one network.', {
      share: 0.003,
      identities: 60,
      every: '1m',
    }),
    ipRotation: attackers('They redeem with made-up people, each from another network.', {
      share: 0.003,
      identities: 30,
      every: '30m',
    }),
    codeGuessing: attackers('They try values at random, from one network.', {
      share: 0.002,
      identities: 300,
      every: '10s',
    }),
    reach: {
      ...shareNumber,
      description: 'How many of their identities reach the next milestone.',
      default: 0.5,
    },
    verified: {
      ...shareNumber,
      description: 'How many of them pass a verification when a risk rule asks for one.',
      default: 0.05,
    },
  },
} as const;

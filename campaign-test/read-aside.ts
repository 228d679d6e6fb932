import { assertNever } from '../domain/assert.ts';
import { minorUnits } from '../domain/money.ts';
import type { Act } from './case.ts';
import type { Told } from './read-act.ts';
import type { AsideName } from './schema/acts.ts';

/** The act that is told, of those that no code is asked about. */
export function readAside(name: AsideName, told: Told): Act {
  const { text, by } = told;
  switch (name) {
    case 'sendPassword':
      return { do: name, of: text.of ?? '', by, operation: text.operation ?? 'redeem' };
    case 'openStream':
    case 'closeStream':
      return { do: name, by };
    case 'decideBatch': {
      const { decision = 'approve', actor = 'second-person', batch } = text;
      return { do: name, decision, actor, batch };
    }
    case 'award':
    case 'decideAward':
    case 'reverseAward':
      return readAward(name, told);
    case 'reservePoints': {
      const { amount = 0, price = null, lasting } = told;
      return { do: name, by, amount, price, purpose: text.purpose, for: lasting };
    }
    case 'confirmPoints':
    case 'releasePoints':
      return { do: name, by, purpose: text.purpose };
    default:
      return assertNever(name);
  }
}

type AwardName = 'award' | 'decideAward' | 'reverseAward';

/** What operations do about money that is given by hand. */
function readAward(name: AwardName, { text, asset, amount = 0 }: Told): Act {
  const { to = '', actor = 'usher-test', reason = 'a test' } = text;
  switch (name) {
    case 'award':
      return { do: name, to, asset, minor: minorUnits(amount), actor, reason };
    case 'decideAward': {
      const { decision = 'approve', actor: by = 'second-person' } = text;
      return { do: name, to, decision, actor: by, reason };
    }
    case 'reverseAward':
      return { do: name, to, returned: text.returned === true, actor, reason };
  }
}

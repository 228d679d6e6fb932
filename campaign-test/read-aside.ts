import { assertNever } from '../domain/assert.ts';
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

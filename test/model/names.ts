import type { Outcome } from '../../domain/code/outcome.ts';
import type { Prediction, Yes } from './prediction.ts';

type Kind = 'code' | 'redemption' | 'review';

/** By which version a policy decided, on what thresholds and facts, is thresholds.test.ts's. */
const ofPolicy = ['policy', 'thresholds', 'facts'] as const;

/** Which of the system's ids stands for which of the model's names; one to one. */
export class Names {
  private readonly ids = new Map<string, string>();
  private readonly names = new Map<string, string>();

  /** Learns a pair, or insists on the one that it knows. */
  bind(kind: Kind, name: string, id: string): void {
    const knownId = this.ids.get(`${kind} ${name}`);
    const knownName = this.names.get(`${kind} ${id}`);
    if (knownId === id && knownName === name) return;
    if (knownId !== undefined || knownName !== undefined) {
      throw new Error(`${kind} ${name} is ${String(knownId)}, and ${id} is ${String(knownName)}`);
    }
    this.ids.set(`${kind} ${name}`, id);
    this.names.set(`${kind} ${id}`, name);
  }

  has(kind: Kind, name: string): boolean {
    return this.ids.has(`${kind} ${name}`);
  }

  id(kind: Kind, name: string): string {
    const id = this.ids.get(`${kind} ${name}`);
    if (id === undefined) throw new Error(`the system has no ${kind} ${name}`);
    return id;
  }

  /** The id, or the name itself of what does not exist. */
  idOr(kind: Kind, name: string): string {
    return this.ids.get(`${kind} ${name}`) ?? name;
  }

  /** What the system said, in the model's names; new redemptions and reviews are learnt. */
  inNames(outcome: Outcome, predicted: Prediction): object {
    if (!outcome.ok) {
      const { successor } = outcome;
      const named = successor === undefined ? {} : { successor: this.name('code', successor) };
      // What operations and people are told beside the code is nearest.test.ts's.
      return withoutAll({ ...outcome, ...named }, [
        'message',
        'nearest',
        'hints',
        'reference',
        ...ofPolicy,
      ]);
    }
    const said: Record<string, unknown> = { ...withoutAll(outcome, ofPolicy) };
    const expected: Partial<Yes> = predicted.ok ? predicted : {};
    for (const kind of ['redemption', 'review'] as const) {
      const id = outcome[kind];
      if (id !== undefined) said[kind] = this.learn(kind, expected[kind], id);
    }
    if (outcome.rewards) said['rewards'] = outcome.rewards.map((result) => without(result, 'id'));
    if (outcome.takenBack) {
      said['takenBack'] = outcome.takenBack.map((one) =>
        without(without(without(one, 'id'), 'asset'), 'left'),
      );
    }
    return said;
  }

  private learn(kind: Kind, name: string | undefined, id: string): string {
    if (name !== undefined && !this.has(kind, name)) this.bind(kind, name, id);
    return this.name(kind, id);
  }

  private name(kind: Kind, id: string): string {
    return this.names.get(`${kind} ${id}`) ?? `unknown ${kind} ${id}`;
  }
}

function without(record: object, name: string): object {
  return withoutAll(record, [name]);
}

function withoutAll(record: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !names.includes(key)));
}

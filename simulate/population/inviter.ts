import type { CodeId, SubjectId } from '../../domain/ids.ts';
import { add } from './figures.ts';
import { openAndMaybeRedeem, tryAgain } from './invitee.ts';
import { personId, type PersonPath } from './names.ts';
import type { Random } from './random.ts';
import type { Invitee, World } from './world.ts';

/** An honest person asks for a code and passes it on a few times. */
export async function invite(world: World, path: PersonPath): Promise<void> {
  const { inviters } = world.population;
  const person = personId('honest', path);
  const random = world.random(...path);
  const channel = world.channel(random);
  const code = await world.codeOf(person, channel);
  if (code === undefined || !world.admit()) {
    world.leave(person);
    return;
  }
  world.recorder.figures.people.honest.people += 1;
  add(world.recorder.figures.funnel, 'codes');
  const inviter = new Inviter(world, { path, person, channel });
  const shares = random.poisson(inviters.shares);
  for (let share = 1; share <= shares; share += 1) {
    const at = world.hours.busyFrom(world.now + random.next() * inviters.withinMs, random);
    inviter.plan(at, random, share);
  }
  inviter.left();
}

/** One who passes a code on; forgotten when all who came by it have done what they do. */
class Inviter {
  private readonly world: World;
  private readonly path: PersonPath;
  private readonly person: SubjectId;
  private readonly channel: string | undefined;
  /** What is still to come of this person; the planning itself counts as one. */
  private pending = 1;

  constructor(
    world: World,
    of: {
      readonly path: PersonPath;
      readonly person: SubjectId;
      readonly channel: string | undefined;
    },
  ) {
    this.world = world;
    this.path = of.path;
    this.person = of.person;
    this.channel = of.channel;
  }

  plan(at: World['now'], random: Random, share: number): void {
    this.pending += 1;
    const opens = random.poisson(this.world.population.inviters.reach);
    this.world.agenda.plan(at, async () => {
      await this.share(share, opens);
      this.left();
    });
  }

  left(): void {
    this.pending -= 1;
    if (this.pending === 0) this.world.leave(this.person);
  }

  /** Passes on the code that is open now, which may be another one than the first. */
  private async share(share: number, opens: number): Promise<void> {
    const { world, person } = this;
    const code = await world.codeOf(person, this.channel);
    if (code === undefined) return;
    add(world.recorder.figures.funnel, 'shares');
    const name = `${person}-${String(share)}`;
    const { store } = world.simulation;
    const { terms } = store.campaignOf(store.code(code));
    const on = terms.validity.extension?.on ?? 'share-reported';
    if (on === 'share-reported') {
      await world.simulation.send(code, {
        kind: 'share',
        opId: world.opId(),
        via: on,
        share: name,
      });
    }
    let counted = false;
    const open = async (visitor: SubjectId, isNew: boolean): Promise<void> => {
      add(world.recorder.figures.funnel, 'opened');
      const visit = { visitor, share: name, isNew, wasCounted: counted };
      counted = (await world.simulation.open(code, visit)) || counted;
    };
    for (let n = 1; n <= opens; n += 1) this.expect(code, [share, n], open);
  }

  private expect(
    code: CodeId,
    place: PersonPath,
    open: (visitor: SubjectId, isNew: boolean) => Promise<void>,
  ): void {
    const { world } = this;
    const path = [...this.path, ...place];
    // Whoever invites in turn has dice of their own for that.
    const random = world.random(...path, 0);
    const { invitees } = world.population;
    const invitee: Invitee = {
      id: personId('honest', path),
      source: world.network(random),
      channel: this.channel,
      existing: random.chance(invitees.existing),
    };
    this.pending += 1;
    const opening = { code, holder: this.person, invitee };
    openAndMaybeRedeem(world, random, {
      ...opening,
      open: (isNew) => open(invitee.id, isNew),
      done: (redeemed) => {
        const invites = redeemed && random.chance(invitees.inviteToo);
        if (invites) this.inviteToo(path, random);
        const finish = (): void => {
          if (!invites) world.leave(invitee.id);
          this.left();
        };
        if (redeemed && random.chance(invitees.again)) {
          tryAgain(world, random, { ...opening, reach: () => 0, done: finish });
        } else finish();
      },
    });
  }

  /** Who was invited may ask for a code of their own. */
  private inviteToo(path: PersonPath, random: Random): void {
    const { world } = this;
    const at = world.hours.busyFrom(world.now + random.exponential(3_600_000), random);
    world.agenda.plan(at, () => invite(world, path));
  }
}

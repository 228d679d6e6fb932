import type { CampaignId, SubjectId } from '../domain/ids.ts';

const nothing: readonly never[] = [];

/** Lists of what each person has in each campaign, in the order in which it came. */
export class ByPerson<Item> {
  private readonly campaigns = new Map<CampaignId, Map<SubjectId, Item[]>>();

  /** How many lists have something in them. */
  get size(): number {
    return [...this.campaigns.values()].reduce((sum, people) => sum + people.size, 0);
  }

  /** How many people have something in a campaign. */
  peopleIn(campaign: CampaignId): number {
    return this.campaigns.get(campaign)?.size ?? 0;
  }

  of(campaign: CampaignId, person: SubjectId): readonly Item[] {
    return this.campaigns.get(campaign)?.get(person) ?? nothing;
  }

  add(campaign: CampaignId, person: SubjectId, item: Item): void {
    let people = this.campaigns.get(campaign);
    if (people === undefined) {
      people = new Map();
      this.campaigns.set(campaign, people);
    }
    const list = people.get(person);
    if (list) list.push(item);
    else people.set(person, [item]);
  }

  remove(campaign: CampaignId, person: SubjectId, item: Item): void {
    const people = this.campaigns.get(campaign);
    const left = people?.get(person)?.filter((one) => one !== item) ?? [];
    if (left.length === 0) people?.delete(person);
    else people?.set(person, left);
  }

  forget(campaign: CampaignId, person: SubjectId): void {
    this.campaigns.get(campaign)?.delete(person);
  }
}

import type { AnswerChange, PersonChange, Sides } from '../../compare/backtest/tally.ts';
import type { Proposal } from '../../compare/backtest/laws.ts';
import { formatMoney, parseAsset } from '../../domain/money.ts';
import { say, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { colours } from '../output/colour.ts';
import { indent, table, type Column } from '../output/table.ts';
import { clock } from '../output/when.ts';
import type { Backtested } from './run.ts';

/** So many people and answers are shown to people; programs get all of them. */
const shownMax = 20;

/** What a proposal would have come to, for people. */
export function describeBacktest(
  proposal: Proposal,
  done: Backtested,
  language: Language = 'en',
): string {
  return new Teller(language).backtest(proposal, done);
}

/** Tells in one language. */
class Teller {
  private readonly language: Language;

  constructor(language: Language) {
    this.language = language;
  }

  backtest(proposal: Proposal, done: Backtested): string {
    const { tally, sinceAt, campaigns } = done;
    const since = clock(sinceAt, 'UTC');
    const over = campaigns.join(', ');
    const what =
      proposal.kind === 'campaign'
        ? say`Campaign ${proposal.terms.campaign} as proposed, for codes issued since ${since} UTC, over ${over}`
        : say`Risk policy ${proposal.policy.id} as proposed, for everything asked since ${since} UTC, over ${over}`;
    const share = tally.played === 0 ? 100 : Math.floor((100 * tally.agreed) / tally.played);
    return paragraphs([
      this.text(what),
      this.text(
        say`${tally.played} commands asked again; by what was in force, ${share}% are answered as recorded.`,
      ),
      this.totals(done),
      this.part(say`By reward`, this.sides(say`reward`, tally.byReward, moneyOfReward)),
      this.part(say`Rules that fired`, this.sides(say`rule`, tally.byRule, String)),
      this.part(say`Who would have been paid otherwise`, this.people(done)),
      this.part(say`Redemptions that would have been answered otherwise`, this.answers(done)),
      this.part(say`What this cannot tell`, done.notTold.map((line) => this.text(line)).join('\n')),
    ]);
  }

  private text(said: Said): string {
    return textOf(said, this.language);
  }

  private part(title: Said, body: string): string {
    return body === '' ? '' : `${colours.bold(this.text(title))}\n${indent(body)}`;
  }

  private columns(titles: readonly Said[], align: 'left' | 'right'): readonly Column[] {
    return titles.map((title) => ({ title: this.text(title), align }));
  }

  private totals({ tally, recorded }: Backtested): string {
    const assets = [...new Set([...tally.byAsset.keys(), ...recorded.keys()])].sort();
    if (assets.length === 0) {
      return this.text(say`Nothing was granted, and nothing would have been.`);
    }
    const rows = assets.map((asset) => {
      const sides = tally.byAsset.get(asset) ?? { before: 0, after: 0 };
      const money = (minor: number): string => formatMoney(minor, asset);
      return [
        money(recorded.get(asset) ?? 0),
        money(sides.before),
        money(sides.after),
        this.by(sides, money),
      ];
    });
    const heads = [say`recorded`, say`replayed`, say`as proposed`, say`difference`];
    return this.part(say`In total`, table(this.columns(heads, 'right'), rows));
  }

  private sides(
    title: Said,
    found: ReadonlyMap<string, Sides>,
    count: (count: number, name: string) => string,
  ): string {
    if (found.size === 0) return '';
    const rows = [...found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, sides]) => {
        const own = (of: number): string => count(of, name);
        const shown = name.split(' ').slice(0, 2).join(' ');
        return [shown, own(sides.before), own(sides.after), this.by(sides, own)];
      });
    const heads = [say`in force`, say`as proposed`, say`difference`];
    return table([...this.columns([title], 'left'), ...this.columns(heads, 'right')], rows);
  }

  private by({ before, after }: Sides, count: (count: number) => string): string {
    if (before === after) return this.text(say`none`);
    return `${after > before ? '+' : ''}${count(after - before)}`;
  }

  private people({ tally }: Backtested): string {
    const changed = tally.peopleChanged();
    if (changed.length === 0) return this.text(say`nobody`);
    const count = (change: PersonChange['change']): number =>
      changed.filter((one) => one.change === change).length;
    const rows = changed
      .slice(0, shownMax)
      .map(({ person, asset, before, after, change }) => [
        ...[person, this.text(changes[change])],
        ...[formatMoney(before, asset), formatMoney(after, asset)],
      ]);
    const heads = [say`person`, say`is paid`, say`in force`, say`as proposed`];
    return lines([
      this.text(
        say`${count('more')} more, ${count('less')} less, ${count('nothing')} nothing at all`,
      ),
      table(this.columns(heads, 'left'), rows),
      this.more(changed.length),
    ]);
  }

  private answers({ tally }: Backtested): string {
    if (tally.answersChanged === 0) return '';
    const rows = tally.answers
      .slice(0, shownMax)
      .map(({ code, inviter, before, after, atMost }) => [
        ...[code, inviter, this.answer(before), this.answer(after)],
        atMost.map(({ asset, minor }) => formatMoney(minor, asset)).join(', '),
      ]);
    const heads = [
      ...[say`code`, say`inviter`, say`in force`, say`as proposed`],
      say`worth at most`,
    ];
    return lines([
      this.text(
        say`${tally.answersChanged}; who was refused is not recorded, so what that would have earned is not in the totals`,
      ),
      table(this.columns(heads, 'left'), rows),
      this.more(tally.answersChanged),
    ]);
  }

  private answer(answer: AnswerChange['before']): string {
    if (answer === 'accepted') return this.text(say`accepted`);
    return answer === 'review' ? this.text(say`review`) : answer;
  }

  private more(count: number): string {
    if (count <= shownMax) return '';
    return this.text(say`and ${count - shownMax} more, with --output json or csv`);
  }
}

const changes: Readonly<Record<PersonChange['change'], Said>> = {
  more: say`more`,
  less: say`less`,
  nothing: say`nothing`,
};

function lines(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n');
}

function paragraphs(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}

function moneyOfReward(minor: number, name: string): string {
  const asset = parseAsset(name.split(' ')[2] ?? '');
  return asset === undefined ? String(minor) : formatMoney(minor, asset);
}

/** Everybody who would have been paid otherwise, a line each. */
export function asCsv({ tally }: Backtested): string {
  const lines = tally
    .peopleChanged()
    .map(({ person, asset, before, after, change }) =>
      [quoted(person), quoted(asset), before, after, change].join(','),
    );
  return ['person,asset,beforeMinor,afterMinor,change', ...lines].join('\n');
}

/** Ids come from services: quotes are doubled, and what a spreadsheet would reckon is text. */
function quoted(text: string): string {
  const plain = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}

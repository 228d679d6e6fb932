import type { Path, Report } from '../compile/diagnostic.ts';
import { readDuration } from '../compile/read.ts';
import { choice } from '../compile/nearest.ts';
import { plus, type Duration, type Instant } from '../domain/time.ts';
import type { Asset } from '../domain/money.ts';
import { parseMoney } from './amounts.ts';
import type { Act, Expected, Person, Step } from './case.ts';
import { readAct } from './read-act.ts';
import { actWords } from './schema/acts.ts';
import type { StepText } from './schema/step.ts';
import { say } from '../lang/say.ts';

/** Reads the steps of one test in order, keeping in mind the time and the codes there are. */
export class StepReader {
  private last: Instant;
  private readonly codes = new Set<string>();
  private readonly report: Report;
  private readonly now: Instant;
  private readonly people: ReadonlyMap<string, Person>;

  constructor(report: Report, now: Instant, people: ReadonlyMap<string, Person>) {
    this.report = report;
    this.now = now;
    this.last = now;
    this.people = people;
  }

  read(path: Path, text: StepText): Step {
    const at = this.readTime(path, text);
    const people = listOf(text.by);
    for (const [index, name] of people.entries()) {
      this.checkPerson(
        typeof text.by === 'string' ? [...path, 'by'] : [...path, 'by', index],
        name,
      );
    }
    if (text.to !== undefined) this.checkPerson([...path, 'to'], text.to);
    this.checkCode(path, text);
    const acts = (people.length === 0 ? [''] : people).flatMap((by) =>
      this.readActs(path, text, by),
    );
    for (const act of acts) if (act.do === 'wait') this.last = plus(this.last, act.for);
    return {
      path,
      money: moneyOf(text),
      at,
      times: text.times,
      acts,
      expected: isLookedAt(text) ? expectedOf(text) : null,
      then: text.then ?? {},
    };
  }

  /** What stands beside the steps; undefined where nothing does, or it could not be read. */
  readMoney(path: Path, text: string | undefined): ReturnType<typeof parseMoney> {
    return readMoney(this.report, path, text);
  }

  /** Whether somebody of this name is among the people; reports it where not. */
  checkPerson(path: Path, name: string): void {
    if (this.people.has(name)) return;
    this.report({
      code: 'UNKNOWN_NAME',
      path,
      message: say`"${name}" is not among the people`,
      ...choice(name, [...this.people.keys()]),
    });
  }

  private readTime(path: Path, text: StepText): Instant | null {
    if (text.at === undefined) return null;
    const ms = readDuration(this.report, [...path, 'at'], text.at.slice(1), 'zero');
    if (ms === undefined) return null;
    const at = plus(this.now, ms);
    if (at < this.last) {
      this.report({
        code: 'TIME_REVERSED',
        path: [...path, 'at'],
        message: say`${text.at} lies before the step above`,
        expected: say`the same time or a later one`,
      });
    }
    this.last = at;
    return at;
  }

  private checkCode(path: Path, text: StepText): void {
    const { of } = text;
    if (text.do === 'issue' && of !== undefined) {
      this.checkPerson([...path, 'of'], of);
      if (isIssued(text)) this.codes.add(text.save ?? of);
    } else if (of === undefined && this.codes.size === 0 && actWords[text.do].answers) {
      this.report({
        code: 'UNKNOWN_NAME',
        path: [...path, 'do'],
        message: say`no code was issued before`,
        expected: say`a step before that issues one`,
      });
    } else if (of !== undefined && !this.codes.has(of)) {
      this.report({
        code: 'UNKNOWN_NAME',
        path: [...path, 'of'],
        message: say`no code of "${of}" was issued before`,
        ...(this.codes.size === 0
          ? { expected: say`a step before that issues one` }
          : choice(of, [...this.codes])),
      });
    }
  }

  private readActs(path: Path, text: StepText, by: string): readonly Act[] {
    const lasting = readLength(this.report, [...path, 'for'], text.for);
    const ago = readLength(this.report, [...path, 'ago'], text.ago);
    const purchase = readMoney(this.report, [...path, 'purchase'], text.purchase);
    const money = text.do === 'reservePoints' ? readPoints : readMoney;
    const { minor: amount, asset = noAsset } =
      money(this.report, [...path, 'amount'], text.amount) ?? {};
    const price = readPoints(this.report, [...path, 'price'], text.price)?.minor;
    this.checkTakenBack(path, text);
    const reached = listOf(text.reached);
    const person = this.people.get(by);
    const act = { text, by, person, lasting, ago, purchase, amount, asset, price };
    return reached.length === 0
      ? [readAct({ ...act, reached: '' })]
      : reached.map((milestone) => readAct({ ...act, reached: milestone }));
  }

  private checkTakenBack(path: Path, { do: act, amount, purchase, reached }: StepText): void {
    if (amount !== undefined && purchase !== undefined) {
      this.report({
        code: 'BAD_AMOUNT',
        path: [...path, 'purchase'],
        message: say`\`amount\` and \`purchase\` both say how much is taken back`,
        expected: say`one of the two`,
      });
    }
    if (act !== 'cancel' || (purchase === undefined) === (reached === undefined)) return;
    this.report({
      code: 'MISSING_KEY',
      path: [...path, purchase === undefined ? 'reached' : 'purchase'],
      message: say`\`purchase\` and \`reached\` of a cancellation go together`,
      expected: say`both for a part that was refunded, and neither for the whole redemption`,
    });
  }
}

const noAsset = 'CNY/2' as Asset;

function readLength(report: Report, path: Path, text: string | undefined): Duration | undefined {
  return text === undefined ? undefined : readDuration(report, path, text);
}

/** An amount with what it is of; reported where it has too many decimals. */
function readMoney(
  report: Report,
  path: Path,
  text: string | undefined,
): ReturnType<typeof parseMoney> {
  const read = text === undefined ? undefined : parseMoney(text);
  if (text !== undefined && read === undefined) {
    report({
      code: 'BAD_AMOUNT',
      path,
      message: say`"${text}" is no amount`,
      expected: say`an amount with the decimals of its currency: 80.00 CNY`,
    });
  }
  return read;
}

/** As `readMoney`, of points alone. */
function readPoints(
  report: Report,
  path: Path,
  text: string | undefined,
): ReturnType<typeof parseMoney> {
  const read = readMoney(report, path, text);
  if (text === undefined || read === undefined || read.asset === 'points/0') return read;
  report({
    code: 'BAD_AMOUNT',
    path,
    message: say`"${text}" are no points`,
    expected: say`so many points: 50 points`,
  });
  return undefined;
}

function moneyOf({ purchase, amount }: StepText): Step['money'] {
  const field = purchase === undefined ? 'amount' : 'purchase';
  const asset = parseMoney(purchase ?? amount ?? '')?.asset;
  return asset === undefined ? undefined : { field, asset };
}

/** Whether something of the act's outcome is expected. */
function isLookedAt({ do: act }: StepText): boolean {
  return actWords[act].answers || 'looks' in actWords[act];
}

function expectedOf({ expect, cap, rules, earns, answeredBy, expires }: StepText): Expected {
  return { outcome: expect ?? 'ok', cap, rules, earns, answeredBy, expires };
}

/** Whether a code comes of an issue: none does where it is to be refused. */
function isIssued({ expect = 'ok' }: StepText): boolean {
  return expect === 'ok';
}

/** What may be one or several, as a list. */
function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}

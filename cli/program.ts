import { createRequire } from 'node:module';

import { Command } from 'commander';

import { sayPlaces } from './mistakes.ts';

type Add = (program: Command) => void;
type Load = () => Promise<Add>;

/** The commands by what they are for, in the order in which one meets them. */
const groups: Readonly<Record<string, Readonly<Record<string, Load>>>> = {
  'Campaigns:': {
    init: async () => (await import('./commands/init.ts')).addInit,
    lint: async () => (await import('./commands/lint.ts')).addLint,
    resolve: async () => (await import('./commands/resolve.ts')).addResolve,
    test: async () => (await import('./commands/test.ts')).addTest,
    diff: async () => (await import('./commands/diff.ts')).addDiff,
    explain: async () => (await import('./commands/explain.ts')).addExplain,
    backtest: async () => (await import('./commands/backtest.ts')).addBacktest,
    simulate: async () => (await import('./commands/simulate.ts')).addSimulate,
    publish: async () => (await import('./commands/publish.ts')).addPublish,
    status: async () => (await import('./commands/status.ts')).addStatus,
    pause: async () => (await import('./commands/steer.ts')).addPause,
    resume: async () => (await import('./commands/steer.ts')).addResume,
    close: async () => (await import('./commands/steer.ts')).addClose,
    content: async () => (await import('./commands/content.ts')).addContent,
    'migrate-codes': async () => (await import('./commands/migrate-codes.ts')).addMigrateCodes,
  },
  'Codes:': {
    issue: async () => (await import('./commands/issue.ts')).addIssue,
    qr: async () => (await import('./commands/qr.ts')).addQr,
    read: async () => (await import('./commands/read.ts')).addRead,
    revise: async () => (await import('./commands/revise.ts')).addRevise,
    share: async () => (await import('./commands/share.ts')).addShare,
    check: async () => (await import('./commands/check.ts')).addCheck,
    stream: async () => (await import('./commands/stream.ts')).addStream,
    consent: async () => (await import('./commands/consent.ts')).addConsent,
    password: async () => (await import('./commands/password.ts')).addPassword,
    authenticator: async () => (await import('./commands/authenticator.ts')).addAuthenticator,
    login: async () => (await import('./commands/login.ts')).addLogin,
    redeem: async () => (await import('./commands/redeem.ts')).addRedeem,
    verification: async () => (await import('./commands/verification.ts')).addVerification,
    verify: async () => (await import('./commands/verify.ts')).addVerify,
    milestone: async () => (await import('./commands/milestone.ts')).addMilestone,
    points: async () => (await import('./commands/points.ts')).addPoints,
  },
  'Codes, by hand:': {
    reset: async () => (await import('./commands/reset.ts')).addReset,
    freeze: async () => (await import('./commands/freeze.ts')).addFreeze,
    unfreeze: async () => (await import('./commands/freeze.ts')).addUnfreeze,
    revoke: async () => (await import('./commands/revoke.ts')).addRevoke,
    cancel: async () => (await import('./commands/cancel.ts')).addCancel,
    reopen: async () => (await import('./commands/cancel.ts')).addReopen,
    review: async () => (await import('./commands/review.ts')).addReview,
  },
  'Who asks:': {
    policy: async () => (await import('./commands/policy.ts')).addPolicy,
    sanctions: async () => (await import('./commands/sanctions.ts')).addSanctions,
    whitelist: async () => (await import('./commands/whitelist.ts')).addWhitelist,
  },
  'Looking into things:': {
    inspect: async () => (await import('./commands/inspect.ts')).addInspect,
    relations: async () => (await import('./commands/relations.ts')).addRelations,
    receipt: async () => (await import('./commands/receipt.ts')).addReceipt,
    'verify-receipt': async () => (await import('./commands/verify-receipt.ts')).addVerifyReceipt,
    'receipt-page': async () => (await import('./commands/receipt-page.ts')).addReceiptPage,
    draw: async () => (await import('./commands/draw.ts')).addDraw,
    keys: async () => (await import('./commands/keys.ts')).addKeys,
    ledger: async () => (await import('./commands/ledger.ts')).addLedger,
    award: async () => (await import('./commands/award.ts')).addAward,
    payouts: async () => (await import('./commands/payouts.ts')).addPayouts,
    reconcile: async () => (await import('./commands/reconcile.ts')).addReconcile,
    doctor: async () => (await import('./commands/doctor.ts')).addDoctor,
  },
  'Running Usher:': {
    demo: async () => (await import('./commands/demo.ts')).addDemo,
    dev: async () => (await import('./commands/dev.ts')).addDev,
    worker: async () => (await import('./commands/worker.ts')).addWorker,
    migrate: async () => (await import('./commands/migrate.ts')).addMigrate,
    'fast-forward': async () => (await import('./commands/fast-forward.ts')).addFastForward,
  },
};

const exitCodesInWords = `
Exit codes: 0 as hoped, 1 findings, differences or a refused operation, 2 wrong use,
3 something of the environment is missing, 70 a fault of ours, 130 interrupted.`;

/**
 * The command line, as far as it is needed: only the command that is asked for is loaded, since
 * most of them bring a lot with them. Nothing of it exits by itself: wrong use is thrown.
 */
export async function createProgram(asked: string | undefined): Promise<Command> {
  const program = new Command('usher')
    .description('Invitation-code campaigns from YAML to paid rewards.')
    .usage('<command> [options]')
    .version(version(), '-V, --version', 'print the version')
    .configureOutput({
      // Whoever catches what is thrown says it, in the language that is asked for.
      outputError: () => undefined,
    })
    .addHelpText('after', exitCodesInWords);
  for (const [title, commands] of Object.entries(groups)) {
    program.commandsGroup(title);
    for (const load of needed(commands, asked)) (await load())(program);
  }
  throwInstead(program);
  return program;
}

/** Of the package, the same from source and from `dist/`: Node knows it by its own name. */
function version(): string {
  const { version: found } = createRequire(import.meta.url)('usher/package.json') as {
    version: string;
  };
  return found;
}

function needed(commands: Readonly<Record<string, Load>>, asked: string | undefined): Load[] {
  if (asked === '-V' || asked === '--version') return [];
  const known = Object.values(groups).flatMap((group) => Object.keys(group));
  if (asked === undefined || !known.includes(asked)) return Object.values(commands);
  const load = commands[asked];
  return load === undefined ? [] : [load];
}

function throwInstead(command: Command): void {
  command.exitOverride();
  sayPlaces(command);
  for (const part of command.commands) throwInstead(part);
}

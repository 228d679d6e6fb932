/** A table's columns by the names that `domain` gives them, with their SQL types. */
export interface Table {
  readonly name: string;
  readonly columns: Readonly<Record<string, string>>;
}

/** `reservedUntil` is stored in `reserved_until`. */
export function columnOf(property: string): string {
  return property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** SQL for a row of the table as a JSON object with the names of `domain`. */
export function asJson(table: Table, alias: string): string {
  const pairs = Object.keys(table.columns).map((name) => `'${name}', ${alias}.${columnOf(name)}`);
  return `json_build_object(${pairs.join(', ')})`;
}

/** SQL that reads a JSON array of such objects as rows. */
function fromJson(table: Table, parameter: string, alias: string): string {
  const columns = Object.entries(table.columns).map(([name, type]) => `"${name}" ${type}`);
  return `json_to_recordset(${parameter}::json) AS ${alias} (${columns.join(', ')})`;
}

/** SQL that inserts such rows; `shared` are columns that have one value in all of them. */
export function insertFromJson(
  table: Table,
  parameter: string,
  shared: Readonly<Record<string, string>>,
): string {
  const names = Object.keys(table.columns);
  const into = [...Object.keys(shared), ...names.map(columnOf)];
  const values = [...Object.values(shared), ...names.map((name) => `r."${name}"`)];
  return `INSERT INTO ${table.name} (${into.join(', ')})
    SELECT ${values.join(', ')} FROM ${fromJson(table, parameter, 'r')}`;
}

export const codeTable: Table = {
  name: 'code',
  columns: {
    id: 'uuid',
    campaign: 'text',
    digest: 'text',
    holder: 'text',
    lineage: 'uuid',
    predecessor: 'uuid',
    successor: 'uuid',
    channel: 'text',
    parameters: 'jsonb',
    personalPrefix: 'text',
    trackingId: 'text',
    revision: 'integer',
    state: 'jsonb',
  },
};

export const operationTable: Table = {
  name: 'operation',
  columns: {
    opId: 'text',
    kind: 'text',
    bodyHash: 'text',
    outcome: 'jsonb',
    policy: 'text',
    at: 'bigint',
  },
};

export const decisionTable: Table = {
  name: 'decision',
  columns: { opId: 'text', judgement: 'jsonb', at: 'bigint' },
};

export const shadowTable: Table = {
  name: 'shadow_judgement',
  columns: {
    opId: 'text',
    policy: 'text',
    answer: 'jsonb',
    rules: 'text[]',
    judgement: 'jsonb',
    besides: 'jsonb',
    at: 'bigint',
  },
};

export const eventTable: Table = {
  name: 'event',
  columns: {
    id: 'text',
    kind: 'text',
    at: 'bigint',
    channel: 'text',
    share: 'text',
    subject: 'text',
    data: 'jsonb',
  },
};

export const redemptionTable: Table = {
  name: 'redemption',
  columns: {
    id: 'text',
    code: 'uuid',
    inviter: 'text',
    invitee: 'text',
    state: 'text',
    at: 'bigint',
    channel: 'text',
    share: 'text',
    region: 'text',
    stream: 'text',
    reservedUntil: 'bigint',
    milestones: 'text[]',
    purchaseAmountMinor: 'bigint',
    exclusion: 'jsonb',
    reports: 'jsonb',
    byHand: 'jsonb',
    counted: 'text[]',
    purchases: 'jsonb',
    cancelled: 'jsonb',
  },
};

export const rewardTable: Table = {
  name: 'reward',
  columns: {
    id: 'text',
    code: 'uuid',
    lineage: 'uuid',
    redemption: 'text',
    reward: 'text',
    kind: 'text',
    side: 'text',
    beneficiary: 'text',
    asset: 'text',
    minor: 'bigint',
    refunded: 'bigint',
    setOff: 'bigint',
    state: 'text',
    timing: 'text',
    grantedAt: 'bigint',
    dueAt: 'bigint',
    stream: 'text',
    draw: 'text',
    packet: 'integer',
    expiry: 'jsonb',
    percent: 'jsonb',
    took: 'jsonb',
    ladder: 'jsonb',
  },
};

export const reviewTable: Table = {
  name: 'review',
  columns: {
    id: 'text',
    code: 'uuid',
    redemption: 'text',
    rules: 'text[]',
    beyond: 'jsonb',
    openedAt: 'bigint',
    dueAt: 'bigint',
    otherwise: 'text',
    state: 'text',
    decidedBy: 'text',
    note: 'text',
    secondPerson: 'boolean',
    proposed: 'jsonb',
  },
};

export const entryTable: Table = {
  name: 'entry',
  columns: {
    kind: 'text',
    reward: 'text',
    source: 'text',
    destination: 'text',
    asset: 'text',
    minor: 'bigint',
    at: 'bigint',
    reason: 'text',
    actor: 'text',
  },
};

export const payoutTable: Table = {
  name: 'payout',
  columns: {
    reward: 'text',
    key: 'text',
    provider: 'text',
    dueAt: 'bigint',
    minor: 'bigint',
    beneficiary: 'text',
    asset: 'text',
  },
};

export const messageTable: Table = {
  name: 'message',
  columns: { key: 'text', recipient: 'text', template: 'text', data: 'jsonb', at: 'bigint' },
};

export const wordingTable: Table = {
  name: 'wording',
  columns: {
    opId: 'text',
    sealed: 'text',
    hits: 'integer',
    findings: 'jsonb',
    words: 'text',
    at: 'bigint',
  },
};

export const verificationTable: Table = {
  name: 'verification',
  columns: { subject: 'text', checkName: 'text', result: 'text', at: 'bigint' },
};

export const relationTable: Table = {
  name: 'relation',
  columns: {
    invitee: 'text',
    inviter: 'text',
    ancestors: 'text[]',
    depth: 'integer',
    boundAt: 'bigint',
    code: 'uuid',
    redemption: 'text',
  },
};

export const relationAlarmTable: Table = {
  name: 'relation_alarm',
  columns: { person: 'text', alarm: 'text', raisedAt: 'bigint' },
};

export const overhangTable: Table = {
  name: 'overhang',
  columns: {
    code: 'uuid',
    key: 'text',
    reward: 'text',
    at: 'bigint',
    reason: 'text',
    actor: 'text',
  },
};

export const tieTable: Table = {
  name: 'tie',
  columns: { identity: 'text', subject: 'text', seenAt: 'bigint' },
};

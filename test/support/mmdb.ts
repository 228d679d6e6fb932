/** What can stand in a record of such a file. */
type Field = string | number | { readonly [name: string]: Field };

/** A file in MaxMind's format with two halves: addresses below 128.0.0.0 have this record, all others none. */
export function mmdbOf(record: Field): Buffer {
  const nodeCount = 1;
  const [left, right] = [nodeCount + 16, nodeCount];
  const tree = Buffer.alloc(6);
  tree.writeUIntBE(left, 0, 3);
  tree.writeUIntBE(right, 3, 3);
  const metadata = {
    ...{ node_count: nodeCount, record_size: 24, ip_version: 4, build_epoch: 0 },
    ...{ binary_format_major_version: 2, binary_format_minor_version: 0 },
    ...{ database_type: 'test', languages: {}, description: {} },
  };
  const marker = Buffer.from('abcdef4d61784d696e642e636f6d', 'hex');
  return Buffer.concat([tree, Buffer.alloc(16), written(record), marker, written(metadata)]);
}

function written(field: Field): Buffer {
  if (typeof field === 'string') {
    const text = Buffer.from(field);
    return Buffer.concat([Buffer.from([(2 << 5) | text.length]), text]);
  }
  if (typeof field === 'number') {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(field);
    return Buffer.concat([Buffer.from([(6 << 5) | 4]), number]);
  }
  const entries = Object.entries(field);
  return Buffer.concat([
    Buffer.from([(7 << 5) | entries.length]),
    ...entries.flatMap(([name, value]) => [written(name), written(value)]),
  ]);
}

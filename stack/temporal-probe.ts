import { connect } from 'node:http2';

const LIST = '/temporal.api.operatorservice.v1.OperatorService/ListSearchAttributes';
/** A gRPC frame (uncompressed, 9 bytes) with the message `{ namespace: "default" }`. */
const REQUEST = Buffer.from('\0\0\0\0\x09\x0a\x07default', 'latin1');

/**
 * Whether the server at `address` serves namespace `default` and knows every one of `searchAttributes`.
 * One call in plain HTTP/2, so that starting a server needs no Temporal client; the names are looked
 * for in the raw answer.
 */
export async function serves(address: string, searchAttributes: string[]): Promise<boolean> {
  try {
    const { status, body } = await call(address);
    return status === '0' && searchAttributes.every((name) => body.includes(name));
  } catch {
    return false;
  }
}

function call(address: string): Promise<{ status: string; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const session = connect(`http://${address}`);
    session.on('error', reject);
    session.setTimeout(2_000, () => {
      session.destroy(new Error('no answer'));
    });
    const stream = session.request({
      ':method': 'POST',
      ':path': LIST,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    let status = '';
    const chunks: Buffer[] = [];
    const noteStatus = (headers: Record<string, unknown>) => {
      const value = headers['grpc-status'];
      if (typeof value === 'string') status = value;
    };
    stream.on('response', noteStatus).on('trailers', noteStatus).on('error', reject);
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      session.close();
      resolve({ status, body: Buffer.concat(chunks) });
    });
    stream.end(REQUEST);
  });
}

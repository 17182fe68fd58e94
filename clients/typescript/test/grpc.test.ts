import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import assert from 'node:assert/strict';
import * as http2 from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import { GatewayClient, type PlayerEvent } from '../src/client.js';
import { GatewayError } from '../src/errors.js';
import {
  AccountSchema,
  ExecuteResponseSchema,
  SessionEventsSubscribeSchema,
  SignedEnvelopeSchema,
  SignedRequestSchema,
  SubscribeResponse_Kind as Kind,
  SubscribeResponseSchema,
  type SignedRequest,
} from '../src/gen/gateway/v1/gateway_pb.js';
import { generateKey } from '../src/keys.js';
import type { PlayerSession } from '../src/signing.js';

type Reaction = (stream: http2.ServerHttp2Stream, request: SignedRequest) => void;

const HEAD = { ':status': 200, 'content-type': 'application/grpc' };
const requests: SignedRequest[] = [];
let reactions: Reaction[] = [];
let server: http2.Http2Server;
let client: GatewayClient;
let session: PlayerSession;

function frame(message: Uint8Array): Buffer {
  const bytes = Buffer.alloc(5 + message.length);
  bytes.writeUInt32BE(message.length, 1);
  bytes.set(message, 5);
  return bytes;
}

function refuses(status: number): Reaction {
  return (stream) => {
    stream.respond({ ...HEAD, 'grpc-status': String(status), 'grpc-message': 'No%2E' }, { endStream: true });
  };
}

/** The bytes of the response in pieces, as a network may cut them. */
const account: Reaction = (stream, request) => {
  const result = toBinary(AccountSchema, create(AccountSchema, { raceName: 'Nova Pilot' }));
  const bytes = frame(toBinary(ExecuteResponseSchema, create(ExecuteResponseSchema, { requestId: request.requestId, result })));
  stream.respond(HEAD, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.write(bytes.subarray(0, 3));
  setImmediate(() => stream.end(bytes.subarray(3)));
};

function messages(...kinds: [Kind, string][]): Reaction {
  return (stream) => {
    stream.respond(HEAD, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.write(
      Buffer.concat(
        kinds.map(([kind, cursor]) =>
          frame(toBinary(SubscribeResponseSchema, create(SubscribeResponseSchema, { kind, cursor, atMs: 7n, detail: 'why' }))),
        ),
      ),
    );
    stream.end();
  };
}

beforeEach(async () => {
  requests.length = 0;
  reactions = [];
  server = http2.createServer();
  server.on('stream', (stream) => {
    const parts: Buffer[] = [];
    stream.on('error', () => undefined);
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      const envelope = fromBinary(SignedEnvelopeSchema, new Uint8Array(Buffer.concat(parts).subarray(5)));
      const request = fromBinary(SignedRequestSchema, envelope.signedRequest);
      requests.push(request);
      reactions.shift()?.(stream, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = new GatewayClient({ url: 'http://127.0.0.1:1', target, callMs: 3000 });
  session = { deviceSessionId: 'dvs_0123456789abcdefghjkmnpqrs', key: await generateKey() };
});

afterEach(async () => {
  client.close();
  await new Promise((resolve) => server.close(resolve));
});

test('reads a response in pieces', async () => {
  reactions.push(account);
  assert.equal((await client.call(session, 'user.account.get', {})).raceName, 'Nova Pilot');
  assert.equal(requests[0]?.messageType, 'user.account.get');
});

test('signs a lost request anew under its id, and not what is refused', async () => {
  reactions.push((stream) => stream.close(http2.constants.NGHTTP2_REFUSED_STREAM), refuses(14), account);
  await client.call(session, 'user.profile.update', { raceName: 'Nova' }, { requestId: 'req-1' });
  assert.deepEqual(requests.map((each) => each.requestId), ['req-1', 'req-1', 'req-1']);
  assert.equal(new Set(requests.map((each) => each.issuedAtMs)).size, 3);
  reactions.push(refuses(16));
  await assert.rejects(client.call(session, 'user.account.get', {}), (e) => e instanceof GatewayError && e.message === 'UNAUTHENTICATED: No.');
  assert.equal(requests.length, 4);
});

test('ends in time without a response', async () => {
  const start = performance.now();
  await assert.rejects(client.call(session, 'user.account.get', {}), (e) => e instanceof GatewayError && e.status === 'DEADLINE_EXCEEDED');
  assert.ok(performance.now() - start < 4000);
});

test('a stream goes on by its cursor and ends with the session', async () => {
  reactions.push(
    messages([Kind.READY, 'c1'], [Kind.HEARTBEAT, ''], [Kind.ACCOUNT_CHANGED, 'c2'], [Kind.RECONNECT, 'c3']),
    refuses(14),
    messages([Kind.READY, 'c4'], [Kind.SESSION_EXPIRING, 'c5'], [Kind.RESYNC, 'c6'], [Kind.SESSION_ENDED, 'c7']),
  );
  const events: PlayerEvent[] = [];
  for await (const event of client.subscribe(session, { after: 'c0' })) {
    events.push(event);
  }
  assert.deepEqual(
    events.map((each) => each.kind),
    ['opened', 'account_changed', 'opened', 'session_expiring', 'resync', 'session_ended'],
  );
  assert.deepEqual(
    requests.map((each) => fromBinary(SessionEventsSubscribeSchema, each.payload).after),
    ['c0', 'c3', 'c3'],
  );
});

test('a stream ends when it is aborted', async () => {
  const abort = new AbortController();
  reactions.push((stream) => {
    stream.respond(HEAD);
    stream.write(frame(toBinary(SubscribeResponseSchema, create(SubscribeResponseSchema, { kind: Kind.READY }))));
  });
  for await (const event of client.subscribe(session, { signal: abort.signal })) {
    assert.equal(event.kind, 'opened');
    abort.abort();
  }
});

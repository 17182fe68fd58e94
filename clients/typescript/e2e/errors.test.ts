import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GatewayClient } from '../src/client.js';
import type { GatewayError } from '../src/errors.js';
import {
  AccountSchema,
  SessionRevokeSchema,
  SubscribeResponse_Kind as Kind,
  UserProfileUpdateSchema,
} from '../src/gen/gateway/v1/gateway_pb.js';
import { generatePair, importKey } from '../src/keys.js';
import { ForeignClient } from './foreign.js';
import { control, FAULTY, MAIN, newPlayer, sanction, STRICT, until, type Player } from './stage.js';

const foreign = new ForeignClient(MAIN);
const strict = new ForeignClient(STRICT);
const faulty = new ForeignClient(FAULTY);
let player: Player;

/** The product has just started, and accepts no date before that for a second or so. */
async function isReady(client: ForeignClient, first: Player): Promise<true | undefined> {
  return client.execute(first).then(
    () => true,
    (e: GatewayError) => {
      assert.equal(e.reason, 'STALE_REQUEST', e.message);
      return undefined;
    },
  );
}

before(async () => {
  player = await newPlayer(MAIN);
  await until(() => isReady(foreign, player));
  const other = await newPlayer(STRICT);
  await until(() => isReady(strict, other));
});

after(() => {
  foreign.close();
  strict.close();
  faulty.close();
});

function is(error: GatewayError, status: string, reason: string): void {
  assert.deepEqual([error.status, error.reason], [status, reason], error.message);
  assert.match(error.requestId ?? '', /^[A-Za-z0-9._-]+$/, 'each response has an id');
  assert.equal(error.retryAfterMs !== undefined, ['RESOURCE_EXHAUSTED', 'UNAVAILABLE'].includes(status), 'RetryInfo');
}

const rename = (raceName: string) => ({
  messageType: 'user.profile.update',
  payload: toBinary(UserProfileUpdateSchema, create(UserProfileUpdateSchema, { raceName })),
});

test('a request that is right has a result', async () => {
  const account = fromBinary(AccountSchema, await foreign.execute(player));
  assert.equal(account.userId, player.userId);
});

test('row 1: what is not well-formed', async () => {
  const envelope = await foreign.envelope(player);
  const of = (change: object) => foreign.refusedEnvelope({ ...envelope, ...change });
  for (const error of [
    await of({ signedRequest: new Uint8Array() }),
    await of({ signedRequest: new Uint8Array(32_769) }),
    await of({ signature: envelope.signature.subarray(1) }),
    await of({ signedRequest: new Uint8Array([255]) }),
    await foreign.refused(player, { messageType: '' }),
    await foreign.refused(player, { requestId: 'a/b' }),
    await foreign.refused(player, { deviceSessionId: 'dvs_' }),
    await foreign.refused(player, { more: new Uint8Array([0x7a, 1, 65]) }),
  ]) {
    is(error, 'INVALID_ARGUMENT', 'INVALID_REQUEST');
    assert.notEqual(error.details.length, 0, 'BadRequest');
  }
});

test('row 3: dates and the audience', async () => {
  for (const dated of [-61_000, 6_500]) {
    const error = await foreign.refused(player, { dated });
    is(error, 'UNAUTHENTICATED', 'STALE_REQUEST');
    assert.ok(Math.abs(Number(error.metadata['server_time_ms']) - Date.now()) < 5_000);
  }
  const other = await newPlayer(STRICT);
  is(await strict.refused(other, { audience: 'asia' }), 'UNAUTHENTICATED', 'AUDIENCE_MISMATCH');
  await strict.execute(other);
});

test('rows 4 and 5: sessions and signatures', async () => {
  const unknown = { deviceSessionId: 'dvs_0123456789abcdefghjkmnpqrs' };
  is(await foreign.refused(player, unknown), 'UNAUTHENTICATED', 'SESSION_INVALID');
  const flipped = (signature: Uint8Array) => signature.map((byte, i) => (i === 5 ? byte ^ 1 : byte));
  is(await foreign.refused(player, { signature: flipped }), 'UNAUTHENTICATED', 'SESSION_INVALID');
  const stranger = { ...player, key: await importKey(await generatePair()) };
  is(await foreign.refused(stranger), 'UNAUTHENTICATED', 'SESSION_INVALID');
});

test('row 6: the same bytes, and too many requests', async () => {
  const envelope = await foreign.envelope(player);
  await foreign.send(envelope);
  is(await foreign.refusedEnvelope(envelope), 'ABORTED', 'REQUEST_REPLAYED');
  const other = await newPlayer(STRICT);
  const budget = Number(process.env['STRICT_PER_MINUTE']);
  const results = await Promise.allSettled(Array.from({ length: budget + 5 }, () => strict.execute(other)));
  const errors = results.flatMap((each) => (each.status === 'rejected' ? [each.reason as GatewayError] : []));
  assert.equal(errors.length, 5);
  errors.forEach((error) => is(error, 'RESOURCE_EXHAUSTED', 'TOO_MANY_REQUESTS'));
});

test('row 7: a session that was revoked, and one that has expired', async () => {
  const leaving = await newPlayer(MAIN);
  const payload = toBinary(SessionRevokeSchema, create(SessionRevokeSchema, { deviceSessionId: leaving.deviceSessionId }));
  await foreign.execute(leaving, { messageType: 'session.revoke', payload });
  is(await foreign.refused(leaving), 'UNAUTHENTICATED', 'SESSION_REVOKED');

  const briefly = await newPlayer(STRICT);
  // So seldom that the budget of the session is not used up.
  const ended = await until(
    () =>
      strict.execute(briefly).then(
        () => undefined,
        (e: GatewayError) => e,
      ),
    1000,
  );
  is(ended, 'UNAUTHENTICATED', 'SESSION_EXPIRED');
});

test('row 8: types of another call, types that there are not, and payloads that do not parse', async () => {
  for (const messageType of ['user.account.delete', 'session.events.subscribe']) {
    is(await foreign.refused(player, { messageType }), 'UNIMPLEMENTED', 'UNKNOWN_MESSAGE_TYPE');
  }
  const stream = await foreign.subscribe(player, { messageType: 'user.account.get' });
  assert.ok(stream);
  is(stream, 'UNIMPLEMENTED', 'UNKNOWN_MESSAGE_TYPE');
  is(await foreign.refused(player, { payload: new Uint8Array([255]) }), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  const unknownField = new Uint8Array([0x7a, 1, 65]);
  is(await foreign.refused(player, { payload: unknownField }), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
});

test('row 9: what the services refuse', async () => {
  is(await foreign.refused(player, rename('x')), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  const unknown = create(SessionRevokeSchema, { deviceSessionId: 'dvs_0123456789abcdefghjkmnpqrs' });
  const revoke = { messageType: 'session.revoke', payload: toBinary(SessionRevokeSchema, unknown) };
  is(await foreign.refused(player, revoke), 'NOT_FOUND', 'SESSION_NOT_FOUND');
  await foreign.execute(player, rename('Foreign Taken'));
  const other = await newPlayer(MAIN);
  is(await foreign.refused(other, rename('Foreign Taken')), 'ALREADY_EXISTS', 'CONFLICT');
  await sanction(other.userId, 'profile_update_block');
  is(await foreign.refused(other, rename('Foreign Other')), 'FAILED_PRECONDITION', 'PROFILE_UPDATE_BLOCKED');
});

test('row 9: what the services say of a block, of no user, of what they should not, and too late', async () => {
  const other = await newPlayer(FAULTY);
  await control('users/404/user_not_found');
  await until(async () => ((await faulty.refused(other)).reason === 'STALE_REQUEST' ? undefined : true));
  is(await faulty.refused(other), 'NOT_FOUND', 'USER_NOT_FOUND');
  await control('users/403/login_blocked');
  is(await faulty.refused(other), 'FAILED_PRECONDITION', 'LOGIN_BLOCKED');
  await control('users/403/permission_denied');
  is(await faulty.refused(other), 'INTERNAL', 'INTERNAL_ERROR');
  await control('users/503/service_unavailable');
  is(await faulty.refused(other), 'UNAVAILABLE', 'SERVICE_UNAVAILABLE');
  await control('users/0/silent');
  is(await faulty.refused(other), 'UNAVAILABLE', 'SERVICE_UNAVAILABLE');
  assert.equal((await faulty.refused(other, { deadline: 1_000 })).status, 'DEADLINE_EXCEEDED');
});

test('a stream opens, says what changes, and ends with its session', async () => {
  const other = await newPlayer(MAIN);
  const kinds: Kind[] = [];
  const requests: Promise<unknown>[] = [];
  const ended = foreign.subscribe(other, {}, (message) => {
    kinds.push(message.kind);
    if (message.kind === Kind.READY) {
      requests.push(foreign.execute(other, rename('Foreign Stream')));
    } else if (message.kind === Kind.ACCOUNT_CHANGED && requests.length === 1) {
      const payload = toBinary(SessionRevokeSchema, create(SessionRevokeSchema, { deviceSessionId: other.deviceSessionId }));
      requests.push(foreign.execute(other, { messageType: 'session.revoke', payload }));
    }
  });
  const error = await ended;
  await Promise.all(requests);
  assert.ok(error);
  is(error, 'UNAUTHENTICATED', 'SESSION_REVOKED');
  assert.deepEqual([...new Set(kinds)], [Kind.READY, Kind.ACCOUNT_CHANGED, Kind.SESSION_ENDED]);
});

test('health needs no envelope, and there is no reflection', async () => {
  assert.deepEqual(await foreign.unary('health', new Uint8Array()), new Uint8Array([8, 1]));
  await assert.rejects(foreign.unary('reflection', new Uint8Array()), (e: GatewayError) => e.status === 'UNIMPLEMENTED');
});

test('Redis is down, and after its restart older dates are refused', async () => {
  await foreign.execute(player);
  await control('redis-down');
  is(await foreign.refused(player), 'UNAVAILABLE', 'SERVICE_UNAVAILABLE');
  await control('redis-up');
  const early = await until(async () => {
    const error = await foreign.refused(player);
    return error.reason === 'SERVICE_UNAVAILABLE' ? undefined : error;
  });
  assert.equal(early.reason, 'STALE_REQUEST', early.message);
  assert.ok(Number(early.metadata['min_issued_at_ms']) > Date.now());
  assert.notEqual(early.retryAfterMs, undefined, 'RetryInfo');
  const client = new GatewayClient(MAIN);
  assert.equal((await client.call(player, 'user.account.get', {})).userId, player.userId, 'our client waits and signs anew');
  client.close();
});

test('row 2: too many failures from one address', async () => {
  const other = await newPlayer(STRICT);
  const unknown = { deviceSessionId: 'dvs_0123456789abcdefghjkmnpqrs' };
  const reasons: string[] = [];
  for (let i = 0; i < 61; i++) {
    reasons.push((await strict.refused(other, unknown)).reason);
  }
  assert.ok(reasons.slice(0, 50).every((reason) => reason === 'SESSION_INVALID'));
  is(await strict.refused(other), 'RESOURCE_EXHAUSTED', 'TOO_MANY_REQUESTS');
});

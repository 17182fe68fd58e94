import { create, toBinary } from '@bufbuild/protobuf';
import { anyPack } from '@bufbuild/protobuf/wkt';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServerClock } from '../src/clock.js';
import { GatewayError } from '../src/errors.js';
import { BadRequestSchema, ErrorInfoSchema, RetryInfoSchema } from '../src/gen/google/rpc/error_details_pb.js';
import { StatusSchema } from '../src/gen/google/rpc/status_pb.js';
import { isTemporary, pauseMs, sleep } from '../src/retry.js';

const error = (status: string, reason: string) => new GatewayError(status, reason, 'No.');

test('signs anew only what may succeed', () => {
  for (const reason of ['STALE_REQUEST', 'REQUEST_REPLAYED', 'TOO_MANY_REQUESTS', 'SERVICE_UNAVAILABLE', 'DEADLINE_EXCEEDED']) {
    assert.ok(isTemporary(error('ANY', reason)), reason);
  }
  for (const reason of [
    'INVALID_REQUEST',
    'AUDIENCE_MISMATCH',
    'SESSION_INVALID',
    'SESSION_REVOKED',
    'SESSION_EXPIRED',
    'UNKNOWN_MESSAGE_TYPE',
    'PROFILE_UPDATE_BLOCKED',
    'LOGIN_BLOCKED',
    'USER_NOT_FOUND',
    'SESSION_NOT_FOUND',
    'CONFLICT',
    'INTERNAL_ERROR',
    'PAYLOAD_TOO_LARGE',
  ]) {
    assert.ok(!isTemporary(error('UNAVAILABLE', reason)), reason);
  }
});

test('a status without a reason is a lost response, or one that is no response of the gateway', () => {
  for (const status of ['UNAVAILABLE', 'DEADLINE_EXCEEDED', 'CANCELLED']) {
    assert.ok(isTemporary(error(status, '')), status);
  }
  for (const status of ['UNAUTHENTICATED', 'INTERNAL', 'UNKNOWN', 'UNIMPLEMENTED', 'RESOURCE_EXHAUSTED']) {
    assert.ok(!isTemporary(error(status, '')), status);
  }
});

test('pauses grow, are at least as long as required, and leave time for an attempt', () => {
  const longest = () => 1;
  assert.deepEqual([1, 2, 3, 9].map((each) => pauseMs(each, undefined, 15_000, longest)), [50, 100, 200, 2000]);
  assert.equal(pauseMs(1, 1000, 15_000, longest), 1050);
  assert.equal(pauseMs(1, 1000, 1200, longest), undefined);
  assert.equal(pauseMs(1, undefined, Infinity, () => 0), 25);
});

test('dates by the time of the server, and not before the first that it accepts', () => {
  let local = 1000;
  const clock = new ServerClock(() => local);
  assert.equal(clock.date(), 1000);
  assert.equal(clock.isKnown, false);
  local = 1200;
  clock.heard(9100, 1000);
  assert.equal(clock.isKnown, true);
  assert.equal(clock.date(), 9200);
  clock.corrected({ server_time_ms: '5000', min_issued_at_ms: '11000' }, 1200);
  assert.equal(clock.date(), 11_000);
  clock.corrected({ server_time_ms: '5000' }, 1200);
  assert.equal(clock.date(), 5000);
  clock.corrected({ server_time_ms: 'soon' }, 1200);
  assert.equal(clock.date(), 5000);
});

test('reads reason, metadata, fields and pause of a status', () => {
  const info = create(ErrorInfoSchema, { reason: 'STALE_REQUEST', domain: 'gateway.galaxy', metadata: { server_time_ms: '7' } });
  const fields = create(BadRequestSchema, { fieldViolations: [{ field: 'request_id', description: 'is empty' }] });
  const pause = create(RetryInfoSchema, { retryDelay: { seconds: 1n, nanos: 500_000_000 } });
  const details = [anyPack(ErrorInfoSchema, info), anyPack(BadRequestSchema, fields), anyPack(RetryInfoSchema, pause)];
  const read = GatewayError.of(16, 'No.', toBinary(StatusSchema, create(StatusSchema, { code: 16, details })));
  assert.equal(read.status, 'UNAUTHENTICATED');
  assert.equal(read.reason, 'STALE_REQUEST');
  assert.deepEqual(read.metadata, { server_time_ms: '7' });
  assert.deepEqual(read.details, [{ field: 'request_id', reason: 'is empty' }]);
  assert.equal(read.retryAfterMs, 1500);
});

test('a wait ends when it is aborted', async () => {
  const abort = new AbortController();
  const waiting = sleep(60_000, abort.signal);
  abort.abort(new Error('enough'));
  await assert.rejects(waiting, /enough/);
});

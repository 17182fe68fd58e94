import { fromBinary, toBinary, create } from '@bufbuild/protobuf';
import assert from 'node:assert/strict';
import { mkdtemp, chmod, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { SignedRequestSchema, UserProfileUpdateSchema } from '../src/gen/gateway/v1/gateway_pb.js';
import { readSession, writeSession } from '../src/key-file.js';
import { generateKey, generatePair, importKey, keyOf } from '../src/keys.js';
import { sign, Signing, signingInput } from '../src/signing.js';

// The worked example of the contract, with the key of RFC 8032, 7.1, TEST 1.
const SEED = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
const PUBLIC = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
const REQUEST =
  '0a1e6476735f3031323334353637383961626364656667686a6b6d6e707172731213757365722e70726f66696c652e7570646174651a05' +
  '7265712d312080d9c3e6ab332a0c0a0a4e6f76612050696c6f74';
const SIGNATURE =
  '4e42a581863ad7453eb25c56b135ad3c394f59dcad561ceacc72ab604ea6127b' +
  '348bf77e617c44c91bbea55ebf1244180bac4c5b70be3c7f312370aabc071308';

const base64Url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');
const session = { deviceSessionId: 'dvs_0123456789abcdefghjkmnpqrs' };
const rename = toBinary(UserProfileUpdateSchema, create(UserProfileUpdateSchema, { raceName: 'Nova Pilot' }));

test('signs the example of the contract, byte for byte', async () => {
  const key = await importKey({ publicKey: base64Url(PUBLIC), privateKey: base64Url(SEED) });
  const envelope = await sign(
    { ...session, key },
    { messageType: 'user.profile.update', requestId: 'req-1', issuedAtMs: 1764104400000, payload: rename },
  );
  assert.equal(Buffer.from(envelope.signedRequest).toString('hex'), REQUEST);
  assert.equal(signingInput(envelope.signedRequest).length, 134);
  assert.equal(Buffer.from(envelope.signature).toString('hex'), SIGNATURE);
});

test('what one half signs the other verifies, for keys that can be read and for those that cannot', async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const hidden = await generateKey();
  assert.match(hidden.publicKey, /^[A-Za-z0-9_-]{43}$/);
  assert.equal(hidden.pair.privateKey.extractable, false);
  assert.ok(await crypto.subtle.verify('Ed25519', hidden.pair.publicKey, (await hidden.sign(bytes)) as BufferSource, bytes));
  assert.equal((await keyOf(hidden.pair)).publicKey, hidden.publicKey);

  const pair = await generatePair();
  const key = await importKey(pair);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: pair.publicKey };
  const verifying = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
  assert.ok(await crypto.subtle.verify('Ed25519', verifying, (await key.sign(bytes)) as BufferSource, bytes));
  assert.notEqual(pair.publicKey, (await generatePair()).publicKey);
});

test('repetitions keep the request id and have later dates, though the clock stands still', async () => {
  const key = await generateKey();
  const signing = new Signing(
    { ...session, key },
    { messageType: 'user.account.get', requestId: 'req-1', payload: new Uint8Array(), audience: 'europe' },
    () => 1764104400000,
  );
  const first = fromBinary(SignedRequestSchema, (await signing.envelope()).signedRequest);
  const second = fromBinary(SignedRequestSchema, (await signing.envelope()).signedRequest);
  assert.equal(first.audience, 'europe');
  assert.equal(first.requestId, second.requestId);
  assert.deepEqual([first.issuedAtMs, second.issuedAtMs], [1764104400000n, 1764104400001n]);
});

test('a session in a file is the same afterwards, and refused where others can read it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'galaxy-'));
  const file = join(folder, 'new', 'session.json');
  const pair = await generatePair();
  const signedIn = { ...session, userId: 'usr_3w8n1f6m0c5r9k2t7x4y8z1q6d', expiresAt: new Date(0) };
  await writeSession(file, signedIn, pair);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.deepEqual(await readdir(join(folder, 'new')), ['session.json']);
  const read = await readSession(file);
  assert.equal(read.key.publicKey, pair.publicKey);
  assert.equal(read.deviceSessionId, session.deviceSessionId);
  const bytes = new Uint8Array([7]);
  assert.deepEqual(await read.key.sign(bytes), await (await importKey(pair)).sign(bytes));
  await chmod(file, 0o640);
  await assert.rejects(readSession(file), /chmod 600/);
});

import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { importKey, type KeyPair } from './keys.js';
import type { PlayerSession } from './signing.js';

/** A session with its key, as `galaxy sign-in` keeps it too. */
export interface StoredSession {
  readonly device_session_id: string;
  readonly user_id: string;
  readonly expires_at: string;
  readonly public_key: string;
  readonly private_key: string;
}

/** Writes a session to a file that only its owner can read. It is replaced whole or not at all. */
export async function writeSession(
  file: string,
  session: { deviceSessionId: string; userId: string; expiresAt: Date },
  key: KeyPair,
): Promise<void> {
  const stored: StoredSession = {
    device_session_id: session.deviceSessionId,
    user_id: session.userId,
    expires_at: session.expiresAt.toISOString(),
    public_key: key.publicKey,
    private_key: key.privateKey,
  };
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${randomBytes(6).toString('hex')}.new`;
  const handle = await open(fresh, 'wx', 0o600);
  try {
    await handle.writeFile(JSON.stringify(stored, undefined, 2) + '\n');
    await handle.close();
    await rename(fresh, file);
  } catch (e) {
    await rm(fresh, { force: true });
    throw e;
  }
}

/** The session in a file. A file that others can read or change is refused. */
export async function readSession(file: string): Promise<PlayerSession & { userId: string }> {
  if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) {
    throw new Error(`${file}: others can read or change it; take that from them with chmod 600`);
  }
  const stored = JSON.parse(await readFile(file, 'utf8')) as StoredSession;
  const key = await importKey({ publicKey: stored.public_key, privateKey: stored.private_key });
  return { deviceSessionId: stored.device_session_id, userId: stored.user_id, key };
}

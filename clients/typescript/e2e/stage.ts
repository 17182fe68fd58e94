import { GatewayClient } from '../src/client.js';
import { generatePair, importKey } from '../src/keys.js';
import type { PlayerSession } from '../src/signing.js';

/** Where a running product is, as the environment says. */
export interface Stage {
  readonly url: string;
  readonly target: string;
  readonly management: string;
  readonly audience?: string;
}

export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`the environment has no ${name}`);
  }
  return value;
}

export const MAIN: Stage = {
  url: required('GATEWAY_URL'),
  target: required('GATEWAY_TARGET'),
  management: required('MANAGEMENT_URL'),
};

/** One with short sessions, a small budget for each, and an audience. */
export const STRICT: Stage = {
  url: required('STRICT_URL'),
  target: required('STRICT_TARGET'),
  management: required('STRICT_MANAGEMENT_URL'),
  audience: required('STRICT_AUDIENCE'),
};

/** One whose gateway asks a users service that does what the test wants. */
export const FAULTY: Stage = {
  url: required('FAULTY_URL'),
  target: required('FAULTY_TARGET'),
  management: required('FAULTY_MANAGEMENT_URL'),
};

export interface Player extends PlayerSession {
  readonly userId: string;
}

let number = 0;

/** Signs a new player in. */
export async function newPlayer(stage: Stage): Promise<Player> {
  const email = `pilot-${process.pid}-${++number}@example.com`;
  const client = new GatewayClient(stage);
  const sent = await client.signIn.sendCode(email, { locale: 'en' });
  const key = await importKey(await generatePair());
  const code = await until(async () => {
    const response = await fetch(`${stage.management}/outbox?to=${encodeURIComponent(email)}`, {
      headers: { accept: 'application/json' },
    });
    const mails = (await response.json()) as { items: { code: string | null }[] };
    return mails.items.find((mail) => mail.code !== null)?.code ?? undefined;
  });
  const session = await client.signIn.confirm({ challengeId: sent.challengeId, code, key, timeZone: 'UTC' });
  client.close();
  return { deviceSessionId: session.deviceSessionId, userId: session.userId, key };
}

/** The first value that there is, within 30 s. */
export async function until<T>(find: () => Promise<T | undefined>, pauseMs = 100): Promise<T> {
  const end = performance.now() + 30_000;
  while (performance.now() < end) {
    const found = await find();
    if (found !== undefined) {
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new Error('it did not happen within 30 s');
}

/** Asks the test that started this process to do something to the product. */
export async function control(what: string): Promise<void> {
  const response = await fetch(`${required('CONTROL_URL')}/${what}`, { method: 'POST' });
  if (!response.ok) {
    throw new Error(`${what}: status ${response.status}`);
  }
}

/** A change by an administrator. */
export async function sanction(userId: string, code: string): Promise<void> {
  const response = await fetch(`${required('USERS_URL')}/api/v1/internal/users/${userId}/sanctions/apply`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sanction_code: code, reason_code: 'test', actor: { type: 'admin', id: 'e2e' } }),
  });
  if (!response.ok) {
    throw new Error(`sanction: status ${response.status}: ${await response.text()}`);
  }
}

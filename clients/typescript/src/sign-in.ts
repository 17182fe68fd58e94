import { SignInError, type Detail } from './errors.js';
import type { DeviceKey } from './keys.js';

const TIMEOUT_MS = 5000;

/** A mail with a code is on its way. */
export interface Sent {
  readonly challengeId: string;
  readonly expiresInSeconds: number;
  /** Until another mail may be sent. */
  readonly resendInSeconds: number;
  readonly codeLength: number;
}

/** A code as a player typed it, and what the session is to be. */
export interface Confirmation {
  readonly challengeId: string;
  readonly code: string;
  readonly key: Pick<DeviceKey, 'publicKey'>;
  /** Of a new player, a name of the IANA time zone database. */
  readonly timeZone: string;
  readonly deviceName?: string;
}

/** A session of this device. */
export interface SignedIn {
  readonly deviceSessionId: string;
  readonly userId: string;
  /** Whether this sign-in made the player. */
  readonly created: boolean;
  readonly expiresAt: Date;
  readonly idleTimeoutSeconds: number;
  readonly serverTime: Date;
}

/**
 * Sign-in over the REST interface of the gateway, in Node and in browsers. Every function throws a {@link SignInError} for a
 * refusal, and without a response.
 */
export class SignIn {
  private readonly base: string;

  /** @param url of the gateway, such as `https://play.example.com` */
  constructor(url: string) {
    this.base = url.replace(/\/+$/, '') + '/api/v1/public';
  }

  /** Sends a code to an e-mail address; with a challenge its code once more. */
  async sendCode(email: string, options: { locale?: string; challengeId?: string } = {}): Promise<Sent> {
    const sent = await this.request('/auth/send-email-code', {
      email,
      ...(options.locale === undefined ? {} : { locale: options.locale }),
      ...(options.challengeId === undefined ? {} : { challenge_id: options.challengeId }),
    });
    return {
      challengeId: String(sent['challenge_id']),
      expiresInSeconds: Number(sent['expires_in_seconds']),
      resendInSeconds: Number(sent['resend_in_seconds']),
      codeLength: Number(sent['code_length']),
    };
  }

  /** Confirms a code. Sent again with the same code and key it gives the same session. */
  async confirm(confirmation: Confirmation): Promise<SignedIn> {
    const session = await this.request('/auth/confirm-email-code', {
      challenge_id: confirmation.challengeId,
      code: confirmation.code,
      client_public_key: 'ed25519:' + confirmation.key.publicKey,
      time_zone: confirmation.timeZone,
      ...(confirmation.deviceName === undefined ? {} : { device_name: confirmation.deviceName }),
    });
    return {
      deviceSessionId: String(session['device_session_id']),
      userId: String(session['user_id']),
      created: session['created'] === true,
      expiresAt: new Date(String(session['expires_at'])),
      idleTimeoutSeconds: Number(session['idle_timeout_seconds']),
      serverTime: new Date(String(session['server_time'])),
    };
  }

  /** The time of the server, in milliseconds since 1970. */
  async serverTime(): Promise<number> {
    return Number((await this.request('/time', undefined))['server_time_ms']);
  }

  private async request(path: string, body: object | undefined): Promise<Record<string, unknown>> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(this.base + path, {
        ...(body === undefined
          ? {}
          : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      text = await response.text();
    } catch {
      throw new SignInError(0, 'unavailable', `no response from ${this.base}`, [], undefined, undefined);
    }
    const json = parsed(text);
    if (response.ok && json !== undefined) {
      return json;
    }
    const error = (json?.['error'] ?? {}) as { code?: string; message?: string; details?: Detail[] };
    const retryAfter = Number(response.headers.get('retry-after') ?? NaN);
    throw new SignInError(
      response.status,
      error.code ?? `status_${response.status}`,
      error.message ?? 'the response is not from the gateway',
      error.details ?? [],
      Number.isFinite(retryAfter) ? retryAfter : undefined,
      response.headers.get('x-request-id') ?? undefined,
    );
  }
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

import { create, fromBinary, toBinary, type DescMessage, type MessageInitShape, type MessageShape } from '@bufbuild/protobuf';
import type { SecureClientSessionOptions } from 'node:http2';
import { ServerClock } from './clock.js';
import { GatewayError, SignInError } from './errors.js';
import {
  ExecuteResponseSchema,
  SessionEventsSubscribeSchema,
  SignedEnvelopeSchema,
  SubscribeResponse_Kind as Kind,
  SubscribeResponseSchema,
} from './gen/gateway/v1/gateway_pb.js';
import { GrpcConnection } from './grpc.js';
import { EVENTS, MESSAGE_TYPES, type MessageTypes } from './message-types.js';
import { isTemporary, pauseMs, sleep } from './retry.js';
import { SignIn } from './sign-in.js';
import { Signing, type PlayerSession } from './signing.js';

const SERVICE = '/gateway.v1.GatewayService';
const CALL_MS = 15_000;
const ATTEMPT_MS = 5_000;

/** The gateway sends a heartbeat every 30 s. */
const SILENCE_MS = 45_000;

export interface GatewaySettings {
  /** Of the REST interface, such as `https://play.example.com`. */
  readonly url: string;
  /** Of the gRPC interface, such as `https://play.example.com:9443`; http without TLS. */
  readonly target: string;
  /** The name of the deployment, where it requires one. */
  readonly audience?: string;
  /** All attempts and the pauses between them; 15 s by default. */
  readonly callMs?: number;
  /** Of TLS, such as `ca`. */
  readonly tls?: SecureClientSessionOptions;
  /** The clock of the device, which may be wrong. */
  readonly now?: () => number;
}

/** What changed. Times are milliseconds since 1970, by the server; `cursor` is where another stream goes on. */
export type PlayerEvent = { readonly cursor: string; readonly atMs: number } & (
  | { readonly kind: 'opened' }
  | { readonly kind: 'account_changed'; readonly eventType: string }
  | { readonly kind: 'session_expiring' }
  | { readonly kind: 'session_ended'; readonly reason: string }
  | { readonly kind: 'resync' }
);

/** Calls the gateway as a game client does, from Node 20. */
export class GatewayClient {
  /** Sign-in, which needs no key yet. */
  readonly signIn: SignIn;
  private readonly clock: ServerClock;
  private readonly connection: GrpcConnection;
  private readonly callMs: number;

  constructor(private readonly settings: GatewaySettings) {
    this.signIn = new SignIn(settings.url);
    this.clock = new ServerClock(settings.now);
    this.connection = new GrpcConnection(settings.target, settings.tls);
    this.callMs = settings.callMs ?? CALL_MS;
  }

  /**
   * Carries out a request of a signed-in player. While the gateway asks to wait, or the time of the request is not accepted,
   * it is signed anew under the same id.
   *
   * @throws GatewayError
   */
  async call<K extends keyof MessageTypes>(
    session: PlayerSession,
    messageType: K,
    payload: MessageInitShape<MessageTypes[K]['payload']>,
    options: { requestId?: string } = {},
  ): Promise<MessageShape<MessageTypes[K]['result']>> {
    const type: { payload: DescMessage; result: DescMessage } = MESSAGE_TYPES[messageType];
    const encoded = toBinary(type.payload, create(type.payload, payload));
    const result = await this.callEncoded(session, messageType, encoded, options);
    return fromBinary(type.result, result) as MessageShape<MessageTypes[K]['result']>;
  }

  /** The same for a type that may be newer than this client: payload and result are encoded messages. */
  async callEncoded(
    session: PlayerSession,
    messageType: string,
    payload: Uint8Array,
    options: { requestId?: string } = {},
  ): Promise<Uint8Array> {
    const requestId = options.requestId ?? crypto.randomUUID();
    const end = performance.now() + this.callMs;
    await this.learnTime();
    const signing = this.signing(session, messageType, requestId, payload);
    for (let attempt = 1; ; attempt++) {
      const sent = this.clock.localTime();
      try {
        const envelope = toBinary(SignedEnvelopeSchema, await signing.envelope());
        const left = Math.min(ATTEMPT_MS, end - performance.now());
        const response = fromBinary(
          ExecuteResponseSchema,
          await this.connection.unary(`${SERVICE}/Execute`, envelope, left),
        );
        if (response.requestId !== requestId) {
          throw new GatewayError('INTERNAL', '', 'the response is for another request');
        }
        return response.result;
      } catch (e) {
        const pause = this.pause(e, attempt, sent, end - performance.now());
        if (pause === undefined) {
          throw e;
        }
        await sleep(pause);
      }
    }
  }

  /**
   * Follows the player's account and session. A lost connection is opened again and goes on where it was. It ends after
   * `session_ended` and when the signal aborts.
   *
   * @param options `after`: where another stream ended
   * @throws GatewayError if the gateway refuses the stream, or cannot be reached at first
   */
  async *subscribe(
    session: PlayerSession,
    options: { after?: string; signal?: AbortSignal } = {},
  ): AsyncGenerator<PlayerEvent> {
    let after = options.after ?? '';
    let failures = 0;
    let end: number = performance.now() + this.callMs;
    await this.learnTime();
    const isAborted = () => options.signal?.aborted === true;
    while (!isAborted()) {
      const sent = this.clock.localTime();
      try {
        for await (const message of this.messages(session, after, options.signal)) {
          failures = 0;
          end = Infinity;
          after = message.cursor === '' ? after : message.cursor;
          const event = eventOf(message, after);
          if (event !== undefined) {
            yield event;
          }
          if (event?.kind === 'session_ended') {
            return;
          }
        }
        failures++;
      } catch (e) {
        if (isAborted()) {
          return;
        }
        failures++;
        const pause = this.pause(e, failures, sent, end - performance.now());
        if (pause === undefined) {
          throw e;
        }
        await sleep(pause, options.signal).catch(() => undefined);
      }
    }
  }

  private async *messages(session: PlayerSession, after: string, signal: AbortSignal | undefined) {
    const payload = toBinary(SessionEventsSubscribeSchema, create(SessionEventsSubscribeSchema, { after }));
    const signing = this.signing(session, EVENTS, crypto.randomUUID(), payload);
    const envelope = toBinary(SignedEnvelopeSchema, await signing.envelope());
    const limits = { silenceMs: SILENCE_MS, signal };
    for await (const message of this.connection.stream(`${SERVICE}/Subscribe`, envelope, limits)) {
      yield fromBinary(SubscribeResponseSchema, message);
    }
  }

  private signing(session: PlayerSession, messageType: string, requestId: string, payload: Uint8Array): Signing {
    const request = { messageType, requestId, payload, audience: this.settings.audience };
    return new Signing(session, request, () => this.clock.date());
  }

  /** Undefined for an error that the same request would have again. */
  private pause(e: unknown, attempt: number, sent: number, leftMs: number): number | undefined {
    if (!(e instanceof GatewayError) || !isTemporary(e)) {
      return undefined;
    }
    if (e.reason === 'STALE_REQUEST') {
      this.clock.corrected(e.metadata, sent);
    }
    return pauseMs(attempt, e.retryAfterMs, leftMs);
  }

  private async learnTime(): Promise<void> {
    if (!this.clock.isKnown) {
      const sent = this.clock.localTime();
      try {
        this.clock.heard(await this.signIn.serverTime(), sent);
      } catch (e) {
        // The first response over gRPC corrects the time.
        if (!(e instanceof SignInError)) {
          throw e;
        }
      }
    }
  }

  /** Closes the connection; calls in progress fail. */
  close(): void {
    this.connection.close();
  }
}

/** Undefined for what only keeps the stream alive, and for a kind that is newer than this client. */
function eventOf(message: MessageShape<typeof SubscribeResponseSchema>, cursor: string): PlayerEvent | undefined {
  const common = { cursor, atMs: Number(message.atMs) };
  switch (message.kind) {
    case Kind.READY:
      return { ...common, kind: 'opened' };
    case Kind.ACCOUNT_CHANGED:
      return { ...common, kind: 'account_changed', eventType: message.detail };
    case Kind.SESSION_EXPIRING:
      return { ...common, kind: 'session_expiring' };
    case Kind.SESSION_ENDED:
      return { ...common, kind: 'session_ended', reason: message.detail };
    case Kind.RESYNC:
      return { ...common, kind: 'resync' };
    default:
      return undefined;
  }
}

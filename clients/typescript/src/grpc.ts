import * as http2 from 'node:http2';
import { GatewayError } from './errors.js';

/** The gateway allows pings 10 s apart. */
const PING_MS = 20_000;
const PONG_MS = 10_000;
const MAX_MESSAGE = 4 << 20;

/** The status of a response over HTTP/2 that gRPC gives a meaning without `grpc-status`. */
const OF_HTTP: Readonly<Record<number, number>> = { 400: 13, 401: 16, 403: 7, 404: 12, 429: 14, 502: 14, 503: 14, 504: 14 };
const UNKNOWN = 2;

/** Calls one gRPC service over HTTP/2, by one connection that is opened when it is needed and again when it was lost. */
export class GrpcConnection {
  private session: http2.ClientHttp2Session | undefined;
  private pings: NodeJS.Timeout | undefined;

  /** @param origin such as `https://play.example.com:9443`; with http without TLS */
  constructor(
    private readonly origin: string,
    private readonly options: http2.SecureClientSessionOptions = {},
  ) {}

  /** The one message of a response. Throws a {@link GatewayError}. */
  async unary(path: string, message: Uint8Array, timeoutMs: number): Promise<Uint8Array> {
    for await (const response of this.stream(path, message, { timeoutMs })) {
      return response;
    }
    throw GatewayError.lost('the response has no message');
  }

  /**
   * The messages of a response. Throws a {@link GatewayError}, also when the server is silent for too long.
   */
  async *stream(
    path: string,
    message: Uint8Array,
    limits: { timeoutMs?: number; silenceMs?: number; signal?: AbortSignal | undefined },
  ): AsyncGenerator<Uint8Array> {
    const call = new Call(this.open(path, limits.timeoutMs), limits);
    try {
      call.send(message);
      yield* call.messages();
    } finally {
      call.cancel();
    }
  }

  private open(path: string, timeoutMs: number | undefined): http2.ClientHttp2Stream {
    try {
      return this.connected().request({
        ':method': 'POST',
        ':path': path,
        'content-type': 'application/grpc+proto',
        te: 'trailers',
        'user-agent': 'galaxy-client-node',
        ...(timeoutMs === undefined ? {} : { 'grpc-timeout': `${Math.max(1, Math.ceil(timeoutMs))}m` }),
      });
    } catch (e) {
      this.drop();
      throw GatewayError.lost(String(e instanceof Error ? e.message : e));
    }
  }

  private connected(): http2.ClientHttp2Session {
    const current = this.session;
    if (current !== undefined && !current.closed && !current.destroyed) {
      return current;
    }
    const session = http2.connect(this.origin, this.options);
    // The calls in progress say why; without a listener the process would end.
    session.on('error', () => this.forget(session));
    session.on('goaway', () => this.forget(session));
    session.on('close', () => this.forget(session));
    this.session = session;
    clearInterval(this.pings);
    this.pings = setInterval(() => this.ping(session), PING_MS);
    this.pings.unref();
    return session;
  }

  /** A connection that does not answer is closed, so that its calls end. */
  private ping(session: http2.ClientHttp2Session): void {
    if (session.closed || session.destroyed || session.connecting) {
      return;
    }
    const late = setTimeout(() => session.destroy(), PONG_MS);
    late.unref();
    session.ping(() => clearTimeout(late));
  }

  private forget(session: http2.ClientHttp2Session): void {
    if (this.session === session) {
      this.session = undefined;
    }
  }

  private drop(): void {
    this.session?.destroy();
    this.session = undefined;
  }

  /** Ends calls in progress. */
  close(): void {
    clearInterval(this.pings);
    this.drop();
  }
}

/** One call: its frames, its end, its limits. */
class Call {
  private readonly received: Uint8Array[] = [];
  private pending = Buffer.alloc(0);
  private end: GatewayError | 'ok' | undefined;
  private wake: () => void = () => {};
  private status = 0;
  private trailers: http2.IncomingHttpHeaders = {};
  private silence: NodeJS.Timeout | undefined;
  private readonly deadline: NodeJS.Timeout | undefined;
  private readonly aborted = () => this.finish(GatewayError.lost('aborted'));

  constructor(
    private readonly stream: http2.ClientHttp2Stream,
    private readonly limits: { timeoutMs?: number; silenceMs?: number; signal?: AbortSignal | undefined },
  ) {
    stream.on('response', (headers) => {
      this.status = Number(headers[':status']);
      this.trailers = headers;
    });
    stream.on('trailers', (trailers) => {
      this.trailers = trailers;
    });
    stream.on('data', (bytes: Buffer) => this.data(bytes));
    stream.on('error', (e) => this.finish(GatewayError.lost(e.message)));
    stream.on('close', () => this.finish(this.outcome()));
    if (limits.timeoutMs !== undefined) {
      const late = new GatewayError('DEADLINE_EXCEEDED', '', `no response within ${Math.round(limits.timeoutMs)} ms`);
      this.deadline = setTimeout(() => this.finish(late), limits.timeoutMs);
    }
    limits.signal?.addEventListener('abort', this.aborted, { once: true });
    this.heard();
  }

  send(message: Uint8Array): void {
    const frame = Buffer.alloc(5 + message.length);
    frame.writeUInt32BE(message.length, 1);
    frame.set(message, 5);
    this.stream.end(frame);
  }

  async *messages(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = this.received.shift();
      if (next !== undefined) {
        yield next;
      } else if (this.end === 'ok') {
        return;
      } else if (this.end !== undefined) {
        throw this.end;
      } else {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
      }
    }
  }

  cancel(): void {
    clearTimeout(this.deadline);
    clearTimeout(this.silence);
    this.limits.signal?.removeEventListener('abort', this.aborted);
    if (!this.stream.destroyed) {
      this.stream.close(http2.constants.NGHTTP2_CANCEL);
    }
  }

  private heard(): void {
    if (this.limits.silenceMs !== undefined) {
      clearTimeout(this.silence);
      this.silence = setTimeout(() => this.finish(GatewayError.lost('no heartbeat')), this.limits.silenceMs);
    }
  }

  private data(bytes: Buffer): void {
    this.heard();
    this.pending = Buffer.concat([this.pending, bytes]);
    while (this.pending.length >= 5) {
      const length = this.pending.readUInt32BE(1);
      if (this.pending[0] !== 0 || length > MAX_MESSAGE) {
        this.finish(new GatewayError('INTERNAL', '', 'a frame is compressed or too large'));
        return;
      }
      if (this.pending.length < 5 + length) {
        break;
      }
      this.received.push(new Uint8Array(this.pending.subarray(5, 5 + length)));
      this.pending = this.pending.subarray(5 + length);
    }
    this.wake();
  }

  /** What the end of the stream means. */
  private outcome(): GatewayError | 'ok' {
    const code = one(this.trailers['grpc-status']);
    if (code === undefined) {
      return this.status === 0 || this.status === 200
        ? GatewayError.lost('the connection was lost')
        : GatewayError.of(OF_HTTP[this.status] ?? UNKNOWN, `HTTP status ${this.status}`, undefined);
    }
    if (code === '0') {
      return 'ok';
    }
    const details = one(this.trailers['grpc-status-details-bin']);
    const error = GatewayError.of(
      Number(code),
      unescaped(one(this.trailers['grpc-message']) ?? 'no message'),
      details === undefined ? undefined : new Uint8Array(Buffer.from(details, 'base64')),
    );
    error.requestId = one(this.trailers['x-request-id']);
    return error;
  }

  /** The first end counts. */
  private finish(end: GatewayError | 'ok'): void {
    this.end ??= end;
    this.cancel();
    this.wake();
  }
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

/** gRPC writes messages with percent signs. */
function unescaped(message: string): string {
  try {
    return decodeURIComponent(message);
  } catch {
    return message;
  }
}

import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import * as grpc from '@grpc/grpc-js';
import { GatewayError } from '../src/errors.js';
import {
  ExecuteResponseSchema,
  SignedEnvelopeSchema,
  SignedRequestSchema,
  SubscribeResponseSchema,
  type SignedEnvelope,
  type SubscribeResponse,
} from '../src/gen/gateway/v1/gateway_pb.js';
import { signingInput } from '../src/signing.js';
import type { Player, Stage } from './stage.js';

const identity = (bytes: Buffer) => bytes;
const method = (path: string, responseStream: boolean) => ({
  path,
  requestStream: false,
  responseStream,
  requestSerialize: identity,
  requestDeserialize: identity,
  responseSerialize: identity,
  responseDeserialize: identity,
});

const Service = grpc.makeGenericClientConstructor(
  {
    execute: method('/gateway.v1.GatewayService/Execute', false),
    subscribe: method('/gateway.v1.GatewayService/Subscribe', true),
    health: method('/grpc.health.v1.Health/Check', false),
    reflection: method('/grpc.reflection.v1.ServerReflection/ServerReflectionInfo', false),
  },
  'gateway',
);

type Unary = (message: Buffer, metadata: grpc.Metadata, options: grpc.CallOptions, done: grpc.requestCallback<Buffer>) => grpc.ClientUnaryCall;
type Stream = (message: Buffer) => grpc.ClientReadableStream<Buffer>;

/** What a request may differ in from one that is right. */
export interface Change {
  messageType?: string;
  requestId?: string;
  payload?: Uint8Array;
  /** In milliseconds from now. */
  dated?: number;
  audience?: string;
  deviceSessionId?: string;
  /** Appended to the encoded request before it is signed. */
  more?: Uint8Array;
  /** In milliseconds from the call. */
  deadline?: number;
  signature?: (signature: Uint8Array) => Uint8Array;
}

/** A client of gRPC that is not ours: `@grpc/grpc-js`, which repeats nothing here. */
export class ForeignClient {
  private readonly client: grpc.Client & Record<string, unknown>;

  constructor(private readonly stage: Stage) {
    const address = new URL(stage.target).host;
    this.client = new Service(address, grpc.credentials.createInsecure(), { 'grpc.enable_retries': 0 }) as never;
  }

  async envelope(player: Player, change: Change = {}): Promise<SignedEnvelope> {
    const request = create(SignedRequestSchema, {
      deviceSessionId: change.deviceSessionId ?? player.deviceSessionId,
      messageType: change.messageType ?? 'user.account.get',
      requestId: change.requestId ?? crypto.randomUUID(),
      issuedAtMs: BigInt(Date.now() + (change.dated ?? 0)),
      payload: change.payload ?? new Uint8Array(),
      audience: change.audience ?? this.stage.audience ?? '',
    });
    const encoded = toBinary(SignedRequestSchema, request);
    const signedRequest = new Uint8Array([...encoded, ...(change.more ?? [])]);
    const signature = await player.key.sign(signingInput(signedRequest));
    return create(SignedEnvelopeSchema, { signedRequest, signature: change.signature?.(signature) ?? signature });
  }

  /** The encoded result. */
  async execute(player: Player, change: Change = {}): Promise<Uint8Array> {
    return this.send(await this.envelope(player, change));
  }

  /** Throws the error of a call that must fail, as our client reads it; and checks that the request has an id. */
  async refused(player: Player, change: Change = {}): Promise<GatewayError> {
    return this.refusedEnvelope(await this.envelope(player, change), change.deadline);
  }

  async refusedEnvelope(envelope: SignedEnvelope, deadline?: number): Promise<GatewayError> {
    try {
      await this.send(envelope, deadline);
    } catch (e) {
      if (e instanceof GatewayError) {
        return e;
      }
      throw e;
    }
    throw new Error('the request was carried out');
  }

  async send(envelope: SignedEnvelope, deadline?: number): Promise<Uint8Array> {
    const response = await this.unary('execute', toBinary(SignedEnvelopeSchema, envelope), deadline);
    return fromBinary(ExecuteResponseSchema, response).result;
  }

  /** Of a method by its name, with an encoded message. */
  unary(name: 'execute' | 'health' | 'reflection', message: Uint8Array, deadline = 10_000): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const call = (this.client[name] as Unary).bind(this.client);
      call(Buffer.from(message), new grpc.Metadata(), { deadline: Date.now() + deadline }, (error, response) =>
        error === null && response !== undefined ? resolve(new Uint8Array(response)) : reject(read(error)),
      );
    });
  }

  /** The messages of a stream until it ends, then its error, if there is one. */
  async subscribe(
    player: Player,
    change: Change = {},
    received: (message: SubscribeResponse) => void = () => undefined,
  ): Promise<GatewayError | undefined> {
    const envelope = await this.envelope(player, { messageType: 'session.events.subscribe', ...change });
    const open = (this.client['subscribe'] as Stream).bind(this.client);
    const stream = open(Buffer.from(toBinary(SignedEnvelopeSchema, envelope)));
    return new Promise((resolve) => {
      stream.on('data', (message: Buffer) => received(fromBinary(SubscribeResponseSchema, new Uint8Array(message))));
      stream.on('error', (error: grpc.ServiceError) => resolve(read(error)));
      stream.on('end', () => resolve(undefined));
    });
  }

  close(): void {
    this.client.close();
  }
}

function read(error: grpc.ServiceError | null): GatewayError {
  if (error === null) {
    return GatewayError.lost('no response');
  }
  const [details] = error.metadata.get('grpc-status-details-bin');
  const known = GatewayError.of(error.code, error.details, details === undefined ? undefined : new Uint8Array(details as Buffer));
  known.requestId = error.metadata.get('x-request-id')[0]?.toString();
  return known;
}

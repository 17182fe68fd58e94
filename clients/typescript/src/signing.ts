import { create, toBinary } from '@bufbuild/protobuf';
import { SignedEnvelopeSchema, SignedRequestSchema, type SignedEnvelope } from './gen/gateway/v1/gateway_pb.js';
import type { DeviceKey } from './keys.js';

/** The type of signed requests, which keeps a signature from being one of another protocol. */
export const TYPE = 'application/vnd.galaxy.request.v1+proto';

/** What a device signs with: its session, as a confirmed code gave it, and the key whose public half was confirmed. */
export interface PlayerSession {
  readonly deviceSessionId: string;
  readonly key: DeviceKey;
}

/** What is signed. */
export interface Unsigned {
  readonly messageType: string;
  /** 1 to 64 of `[A-Za-z0-9._-]`; a repetition keeps it. */
  readonly requestId: string;
  readonly issuedAtMs: number;
  readonly payload: Uint8Array;
  readonly audience?: string | undefined;
}

/** The bytes to sign for the bytes of a request: the pre-authentication encoding of DSSE. */
export function signingInput(signedRequest: Uint8Array): Uint8Array {
  const head = new TextEncoder().encode(`DSSEv1 ${TYPE.length} ${TYPE} ${signedRequest.length} `);
  const input = new Uint8Array(head.length + signedRequest.length);
  input.set(head);
  input.set(signedRequest, head.length);
  return input;
}

/** A request and its signature, as `Execute` and `Subscribe` take them. */
export async function sign(session: PlayerSession, request: Unsigned): Promise<SignedEnvelope> {
  const signedRequest = toBinary(
    SignedRequestSchema,
    create(SignedRequestSchema, {
      deviceSessionId: session.deviceSessionId,
      messageType: request.messageType,
      requestId: request.requestId,
      issuedAtMs: BigInt(request.issuedAtMs),
      payload: request.payload,
      audience: request.audience ?? '',
    }),
  );
  const signature = await session.key.sign(signingInput(signedRequest));
  return create(SignedEnvelopeSchema, { signedRequest, signature });
}

/** The same request again and again, each time with a later date: the same bytes would be refused. */
export class Signing {
  private last = 0;

  constructor(
    private readonly session: PlayerSession,
    private readonly request: Omit<Unsigned, 'issuedAtMs'>,
    private readonly now: () => number,
  ) {}

  envelope(): Promise<SignedEnvelope> {
    this.last = Math.max(this.now(), this.last + 1);
    return sign(this.session, { ...this.request, issuedAtMs: this.last });
  }
}

import { fromBinary } from '@bufbuild/protobuf';
import { anyUnpack, type Any } from '@bufbuild/protobuf/wkt';
import { BadRequestSchema, ErrorInfoSchema, RetryInfoSchema } from './gen/google/rpc/error_details_pb.js';
import { StatusSchema } from './gen/google/rpc/status_pb.js';

/** A field that is wrong, and what is expected of it. */
export interface Detail {
  readonly field: string;
  readonly reason: string;
}

/** The names of the status codes of gRPC, by their numbers. */
export const STATUS = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
] as const;

/** A signed request that has no result. Branch on `reason`, which is stable; it is empty where there was no response. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  /** What the reason says more, by its names. */
  metadata: Readonly<Record<string, string>> = {};
  details: readonly Detail[] = [];
  /** The shortest pause before the next request, if the gateway requires one. */
  retryAfterMs: number | undefined;
  /** Under which the gateway logs the request. */
  requestId: string | undefined;

  constructor(
    readonly status: string,
    readonly reason: string,
    message: string,
  ) {
    super(`${status}${reason === '' ? '' : ' ' + reason}: ${message}`);
  }

  /** The error in the trailers of a response. */
  static of(code: number, message: string, details: Uint8Array | undefined): GatewayError {
    const packed = details === undefined ? [] : fromBinary(StatusSchema, details).details;
    const info = first(packed, ErrorInfoSchema);
    const error = new GatewayError(STATUS[code] ?? 'UNKNOWN', info?.reason ?? '', message);
    error.metadata = info?.metadata ?? {};
    error.details = (first(packed, BadRequestSchema)?.fieldViolations ?? []).map((each) => ({
      field: each.field,
      reason: each.description,
    }));
    const delay = first(packed, RetryInfoSchema)?.retryDelay;
    error.retryAfterMs = delay === undefined ? undefined : Number(delay.seconds) * 1000 + delay.nanos / 1e6;
    return error;
  }

  /** No response. */
  static lost(why: string): GatewayError {
    return new GatewayError('UNAVAILABLE', '', why);
  }
}

function first<T extends Parameters<typeof anyUnpack>[1]>(packed: readonly Any[], schema: T) {
  for (const each of packed) {
    const found = anyUnpack(each, schema);
    if (found !== undefined) {
      return found as import('@bufbuild/protobuf').MessageShape<T>;
    }
  }
  return undefined;
}

/** A request of sign-in that was refused, or `unavailable` without a response. Branch on `code`, which is stable. */
export class SignInError extends Error {
  override readonly name = 'SignInError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: readonly Detail[],
    /** The shortest pause before the next request, if the gateway requires one. */
    readonly retryAfterSeconds: number | undefined,
    readonly requestId: string | undefined,
  ) {
    super(`${status} ${code}: ${message}`);
  }

  /** The reason of a detail, such as `attempts_left` of a wrong code. */
  detail(field: string): string | undefined {
    return this.details.find((each) => each.field === field)?.reason;
  }
}

import { GatewayError } from './errors.js';

/** With less time an attempt ends before even an error arrives. */
const SHORTEST_ATTEMPT_MS = 250;
const FIRST_MS = 50;
const LONGEST_MS = 2000;

/** Reasons for which the same request, signed anew, may succeed. */
const TEMPORARY: ReadonlySet<string> = new Set([
  'STALE_REQUEST',
  'REQUEST_REPLAYED',
  'TOO_MANY_REQUESTS',
  'SERVICE_UNAVAILABLE',
  'DEADLINE_EXCEEDED',
]);

/** Statuses that gRPC itself makes for want of a response. */
const LOST: ReadonlySet<string> = new Set(['UNAVAILABLE', 'DEADLINE_EXCEEDED', 'CANCELLED']);

/** Whether the same request may succeed when it is signed anew under the same request id. */
export function isTemporary(error: GatewayError): boolean {
  return error.reason === '' ? LOST.has(error.status) : TEMPORARY.has(error.reason);
}

/**
 * The pause after an attempt, at least as long as the gateway requires, and longer each time.
 *
 * @param attempt the number of the attempt that failed, from 1
 * @returns undefined if there would be no time for an attempt after the pause
 */
export function pauseMs(
  attempt: number,
  retryAfterMs: number | undefined,
  leftMs: number,
  random: () => number = Math.random,
): number | undefined {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 10));
  const pause = (retryAfterMs ?? 0) + ceiling / 2 + (random() * ceiling) / 2;
  return pause + SHORTEST_ATTEMPT_MS < leftMs ? pause : undefined;
}

/** Waits, or throws the reason of the signal. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const aborted = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', aborted);
      resolve();
    }, ms);
    signal?.addEventListener('abort', aborted, { once: true });
  });
}

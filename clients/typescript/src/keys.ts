/** A key of Ed25519 that stays on its device and signs the requests of one session, by WebCrypto. */
export interface DeviceKey {
  /** 32 bytes in base64url, 43 characters. */
  readonly publicKey: string;
  /** The signature of some bytes: 64 bytes. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** Both halves of a key, to keep where only its player can read: 43 characters of base64url each. */
export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

const ALGORITHM = 'Ed25519';

/**
 * A new key. Its private half cannot be read: a browser can keep it in IndexedDB as it is.
 */
export async function generateKey(): Promise<DeviceKey & { readonly pair: CryptoKeyPair }> {
  const pair = (await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify'])) as CryptoKeyPair;
  return { ...(await keyOf(pair)), pair };
}

/** A key of WebCrypto, such as one from IndexedDB. */
export async function keyOf(pair: CryptoKeyPair): Promise<DeviceKey> {
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { publicKey: toBase64Url(raw), sign: (bytes) => sign(pair.privateKey, bytes) };
}

/** A new key whose halves can be written to a file. */
export async function generatePair(): Promise<KeyPair> {
  const pair = (await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as CryptoKeyPair;
  const jwk = await crypto.subtle.exportKey('jwk', pair.privateKey);
  if (jwk.x === undefined || jwk.d === undefined) {
    throw new Error('WebCrypto gave a key without its halves');
  }
  return { publicKey: jwk.x, privateKey: jwk.d };
}

/** The key with these halves. */
export async function importKey(pair: KeyPair): Promise<DeviceKey> {
  const jwk = { kty: 'OKP', crv: ALGORITHM, x: pair.publicKey, d: pair.privateKey };
  const key = await crypto.subtle.importKey('jwk', jwk, ALGORITHM, false, ['sign']);
  return { publicKey: pair.publicKey, sign: (bytes) => sign(key, bytes) };
}

async function sign(key: CryptoKey, bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign(ALGORITHM, key, bytes as Uint8Array<ArrayBuffer>));
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

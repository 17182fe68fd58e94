/** What works in browsers: sign-in over REST, keys and signing by WebCrypto. Signed requests need gRPC, and so Node. */
export * from './errors.js';
export * from './keys.js';
export * from './message-types.js';
export * from './sign-in.js';
export * from './signing.js';

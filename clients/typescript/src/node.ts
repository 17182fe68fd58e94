/** Everything, for Node 20. */
export * from './browser.js';
export * from './client.js';
export * from './key-file.js';
export { ServerClock } from './clock.js';
export { isTemporary, pauseMs } from './retry.js';

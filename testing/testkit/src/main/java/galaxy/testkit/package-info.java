/**
 * What tests of every module stand on: the packaged program as a process, real Redis servers and clusters, a clock that
 * tests set, proxies that break connections, callers of a store that crash, stall and meet at any step. No mocks.
 */
@NullMarked
package galaxy.testkit;

import org.jspecify.annotations.NullMarked;

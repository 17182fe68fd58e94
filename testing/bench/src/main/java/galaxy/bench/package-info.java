/** Measurements that are run by hand: what the real processes cost over real connections. */
@NullMarked
package galaxy.bench;

import org.jspecify.annotations.NullMarked;

/** Loads and comparisons, run by hand: real processes of ours, real connections, and what they cost. */
@NullMarked
package galaxy.bench;

import org.jspecify.annotations.NullMarked;

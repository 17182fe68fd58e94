/** Files in the MaxMind DB format, good and bad. */
@NullMarked
package galaxy.testkit.mmdb;

import org.jspecify.annotations.NullMarked;

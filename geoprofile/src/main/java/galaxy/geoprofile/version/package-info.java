/** Versions of the country that a user declares, and their states. */
@NullMarked
package galaxy.geoprofile.version;

import org.jspecify.annotations.NullMarked;

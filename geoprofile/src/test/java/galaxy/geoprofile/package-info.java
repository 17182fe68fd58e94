/** Tests of the settings. */
@NullMarked
package galaxy.geoprofile;

import org.jspecify.annotations.NullMarked;

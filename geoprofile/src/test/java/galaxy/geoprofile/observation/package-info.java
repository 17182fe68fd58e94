/** Tests of observations. */
@NullMarked
package galaxy.geoprofile.observation;

import org.jspecify.annotations.NullMarked;

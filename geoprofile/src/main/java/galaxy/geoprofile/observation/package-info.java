/** In which countries a user was seen. */
@NullMarked
package galaxy.geoprofile.observation;

import org.jspecify.annotations.NullMarked;

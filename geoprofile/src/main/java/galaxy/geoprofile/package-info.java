/** The service that owns the workflow and the history of the country that a user declares. */
@NullMarked
package galaxy.geoprofile;

import org.jspecify.annotations.NullMarked;

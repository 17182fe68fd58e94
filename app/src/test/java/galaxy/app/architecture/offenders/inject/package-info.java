/** A container for the offenders. */
@NullMarked
package galaxy.app.architecture.offenders.inject;

import org.jspecify.annotations.NullMarked;

/** Offenders against the rules of the package of this name. */
@NullMarked
package galaxy.app.architecture.offenders.store;

import org.jspecify.annotations.NullMarked;

/** Offenders against the rules of the package of this name. */
@NullMarked
package galaxy.app.architecture.offenders.users.eligibility;

import org.jspecify.annotations.NullMarked;

/** Offenders against the rules of the package of this name. */
@NullMarked
package galaxy.app.architecture.offenders.users.settings;

import org.jspecify.annotations.NullMarked;

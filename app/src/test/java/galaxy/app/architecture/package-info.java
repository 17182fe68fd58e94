/** The architecture's rules, and for each an offender that shows that it bites. */
@NullMarked
package galaxy.app.architecture;

import org.jspecify.annotations.NullMarked;

/** A mail relay that fails as relays fail. */
@NullMarked
package galaxy.testkit.smtp;

import org.jspecify.annotations.NullMarked;

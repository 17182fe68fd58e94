/** The mail relay of tests. */
@NullMarked
package galaxy.testkit.smtp;

import org.jspecify.annotations.NullMarked;

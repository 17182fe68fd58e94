/** Reports of uses. */
@NullMarked
package galaxy.gateway.report;

import org.jspecify.annotations.NullMarked;

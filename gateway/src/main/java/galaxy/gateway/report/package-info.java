/** What is sent to other services after a response. */
@NullMarked
package galaxy.gateway.report;

import org.jspecify.annotations.NullMarked;

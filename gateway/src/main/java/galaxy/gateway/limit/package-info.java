/** How much one address may do. */
@NullMarked
package galaxy.gateway.limit;

import org.jspecify.annotations.NullMarked;

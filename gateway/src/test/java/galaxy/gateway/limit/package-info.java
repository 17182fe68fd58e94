/** Budgets of addresses. */
@NullMarked
package galaxy.gateway.limit;

import org.jspecify.annotations.NullMarked;

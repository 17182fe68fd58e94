/** Plans: what a user has paid for, now and over time. */
@NullMarked
package galaxy.users.entitlement;

import org.jspecify.annotations.NullMarked;

/** What auth needs to know of users, who belong to another service. */
@NullMarked
package galaxy.auth.user;

import org.jspecify.annotations.NullMarked;

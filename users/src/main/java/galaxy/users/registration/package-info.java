/** E-mail addresses: whose each is, and the users that they become. */
@NullMarked
package galaxy.users.registration;

import org.jspecify.annotations.NullMarked;

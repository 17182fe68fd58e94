/** The account of a user: what it holds, how it changes with time, and every command that changes it. */
@NullMarked
package galaxy.users.account;

import org.jspecify.annotations.NullMarked;

/** The account of a user: its records, how it changes with time, and how commands change it. */
@NullMarked
package galaxy.users.account;

import org.jspecify.annotations.NullMarked;

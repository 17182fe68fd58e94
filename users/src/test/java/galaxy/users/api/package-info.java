/** The users service through its door, on both shapes of store: every exchange is held against the contract. */
@NullMarked
package galaxy.users.api;

import org.jspecify.annotations.NullMarked;

/** The users service through its REST interface, on both topologies of the store: every exchange is checked against the contract. */
@NullMarked
package galaxy.users.api;

import org.jspecify.annotations.NullMarked;

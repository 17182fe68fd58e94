/** Sign-in and sessions as their contract has them: in maps, one request at a time, and nothing fails. */
@NullMarked
package galaxy.models.auth;

import org.jspecify.annotations.NullMarked;

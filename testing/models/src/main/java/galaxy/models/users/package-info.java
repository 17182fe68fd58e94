/** The users service as its contract describes it: one request at a time, without a store, and nothing ever fails. */
@NullMarked
package galaxy.models.users;

import org.jspecify.annotations.NullMarked;

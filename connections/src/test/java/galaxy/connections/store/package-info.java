/** The connections' store under crashes, stalls, late duplicates, lost replies and concurrent writers, on a real Redis. */
@NullMarked
package galaxy.connections.store;

import org.jspecify.annotations.NullMarked;

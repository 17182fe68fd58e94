/**
 * The bucket store: Redis as the system of record, with mini-transactions per bucket, claims on names, indexes, things
 * that fall due, and an outbox. Knows nothing of any domain; every service keeps its records with it.
 */
@NullMarked
package galaxy.store;

import org.jspecify.annotations.NullMarked;

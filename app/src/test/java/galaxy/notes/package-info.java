/** A sample of a service, with everything that one can have: what a new service takes is this package and an entry in a list. */
@NullMarked
package galaxy.notes;

import org.jspecify.annotations.NullMarked;

/** The connections service: who is known as what, to whom. */
@NullMarked
package galaxy.connections;

import org.jspecify.annotations.NullMarked;

@NullMarked
package galaxy.gateway.store;

import org.jspecify.annotations.NullMarked;

@NullMarked
package galaxy.auth.store;

import org.jspecify.annotations.NullMarked;

@NullMarked
package galaxy.sessions.store;

import org.jspecify.annotations.NullMarked;

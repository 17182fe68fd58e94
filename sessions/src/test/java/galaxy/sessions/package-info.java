@NullMarked
package galaxy.sessions;

import org.jspecify.annotations.NullMarked;

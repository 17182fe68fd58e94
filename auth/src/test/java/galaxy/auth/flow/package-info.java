@NullMarked
package galaxy.auth.flow;

import org.jspecify.annotations.NullMarked;

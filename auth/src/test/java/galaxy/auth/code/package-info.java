@NullMarked
package galaxy.auth.code;

import org.jspecify.annotations.NullMarked;

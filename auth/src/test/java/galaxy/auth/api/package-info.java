@NullMarked
package galaxy.auth.api;

import org.jspecify.annotations.NullMarked;

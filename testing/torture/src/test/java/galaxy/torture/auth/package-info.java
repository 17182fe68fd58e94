@NullMarked
package galaxy.torture.auth;

import org.jspecify.annotations.NullMarked;

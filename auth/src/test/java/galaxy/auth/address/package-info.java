@NullMarked
package galaxy.auth.address;

import org.jspecify.annotations.NullMarked;

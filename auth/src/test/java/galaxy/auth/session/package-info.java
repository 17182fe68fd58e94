@NullMarked
package galaxy.auth.session;

import org.jspecify.annotations.NullMarked;

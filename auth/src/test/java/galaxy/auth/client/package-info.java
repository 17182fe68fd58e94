@NullMarked
package galaxy.auth.client;

import org.jspecify.annotations.NullMarked;

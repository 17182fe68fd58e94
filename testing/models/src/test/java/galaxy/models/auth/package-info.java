@NullMarked
package galaxy.models.auth;

import org.jspecify.annotations.NullMarked;

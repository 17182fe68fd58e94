@NullMarked
package galaxy.gateway.stream;

import org.jspecify.annotations.NullMarked;

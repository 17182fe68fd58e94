@NullMarked
package galaxy.torture.gateway;

import org.jspecify.annotations.NullMarked;

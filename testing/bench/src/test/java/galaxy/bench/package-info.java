@NullMarked
package galaxy.bench;

import org.jspecify.annotations.NullMarked;

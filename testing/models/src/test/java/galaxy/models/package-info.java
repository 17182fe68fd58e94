@NullMarked
package galaxy.models;

import org.jspecify.annotations.NullMarked;

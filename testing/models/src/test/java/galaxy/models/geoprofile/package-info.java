@NullMarked
package galaxy.models.geoprofile;

import org.jspecify.annotations.NullMarked;

/** Tests of proposals and reviews. */
@NullMarked
package galaxy.geoprofile.profile;

import org.jspecify.annotations.NullMarked;

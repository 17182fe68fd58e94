/** Tests of the synchronisation with users. */
@NullMarked
package galaxy.geoprofile.sync;

import org.jspecify.annotations.NullMarked;

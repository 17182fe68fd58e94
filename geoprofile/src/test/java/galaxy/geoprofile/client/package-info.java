/** Tests of the client of users. */
@NullMarked
package galaxy.geoprofile.client;

import org.jspecify.annotations.NullMarked;

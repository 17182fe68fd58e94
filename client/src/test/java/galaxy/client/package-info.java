/** Tests of the client: pure ones, and ones against servers that answer as they are told. */
@NullMarked
package galaxy.client;

import org.jspecify.annotations.NullMarked;

/** Commands on blocks of e-mail addresses. */
@NullMarked
package galaxy.users.block;

import org.jspecify.annotations.NullMarked;

/** Tests of the commands of users, against a running service. */
@NullMarked
package galaxy.app.cli.users;

import org.jspecify.annotations.NullMarked;

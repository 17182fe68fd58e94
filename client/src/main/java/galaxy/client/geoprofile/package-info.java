/** The geo profile service: which country a user declares, and where the user was observed. */
@NullMarked
package galaxy.client.geoprofile;

import org.jspecify.annotations.NullMarked;

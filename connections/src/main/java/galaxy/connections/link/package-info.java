/** Contact links: a secret by which others put its owner on their list. */
@NullMarked
package galaxy.connections.link;

import org.jspecify.annotations.NullMarked;

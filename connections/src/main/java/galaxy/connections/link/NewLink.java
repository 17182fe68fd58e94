package galaxy.connections.link;

import galaxy.kernel.End;

/**
 * A contact link that an owner wants.
 *
 * @param expires a span begins when the link is made
 * @param maxUses 0 for no bound
 */
public record NewLink(End expires, int maxUses, LinkLabel label) {}

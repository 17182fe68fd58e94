package galaxy.torture.connections;

import galaxy.contracts.connections.v1.ContactLinkEvent.Kind;
import galaxy.torture.connections.OwnLink.Happened;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A link that does not expire. */
final class LinkModel implements Model<LinkModel> {
    final List<Happened> happened = new ArrayList<>();
    private final int maxUses;
    private final Map<String, String> uses = new TreeMap<>();
    private boolean isRevoked;

    /** @param maxUses 0 for no bound */
    LinkModel(int maxUses) {
        this.maxUses = maxUses;
    }

    @Override
    public LinkModel copy() {
        LinkModel copy = new LinkModel(maxUses);
        copy.happened.addAll(happened);
        copy.uses.putAll(uses);
        copy.isRevoked = isRevoked;
        return copy;
    }

    @Override
    public Object state() {
        return List.copyOf(happened);
    }

    @Override
    public String look() {
        return "[" + uses.size() + (isRevoked ? " uses, revoked]" : " uses]");
    }

    /** As {@link Reply#told()}. */
    Object use(String user, String by) {
        if (by.equals(uses.get(user))) {
            return "DONE";
        }
        if (isRevoked) {
            return "LINK_REVOKED";
        }
        if (uses.containsKey(user)) {
            return "LINK_ALREADY_CONSUMED";
        }
        if (isUsedUp()) {
            return "LINK_USED_UP";
        }
        uses.put(user, by);
        happened.add(new Happened(Kind.CONSUMED, user, by));
        return "DONE";
    }

    /** The uses that there were. */
    Object revoke(String owner, String by) {
        if (!isRevoked) {
            isRevoked = true;
            happened.add(new Happened(Kind.REVOKED, owner, by));
        }
        return uses.size();
    }

    Object preview() {
        if (isRevoked) {
            return "LINK_REVOKED";
        }
        return isUsedUp() ? "LINK_USED_UP" : "DONE";
    }

    Object events() {
        return List.copyOf(happened);
    }

    private boolean isUsedUp() {
        return maxUses > 0 && uses.size() >= maxUses;
    }
}

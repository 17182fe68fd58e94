package galaxy.web.invite;

/**
 * What the form of an invite holds.
 *
 * @param recipient {@code @username}, or a user id
 * @param action {@code verify} or {@code create}
 * @param verifiedUserId of the player whom the username belonged to when it was checked; empty before
 */
public record InviteForm(String recipient, String action, String verifiedUserId) {
    /** One that nothing was typed into. */
    public static final InviteForm EMPTY = new InviteForm("", "", "");

    InviteForm verified(String userId) {
        return new InviteForm(recipient, action, userId);
    }
}

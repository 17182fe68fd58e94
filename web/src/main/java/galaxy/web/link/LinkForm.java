package galaxy.web.link;

/**
 * What the form of a new link holds.
 *
 * @param ends {@code 1d 7d 30d never date}
 * @param date {@code 2027-03-12T10:30} in the zone of the account, for {@code date}
 * @param uses {@code 1 10 0}; 0 is no bound
 * @param requestId drawn with the form, so that a form that is sent again makes no second link
 */
public record LinkForm(String label, String ends, String date, String uses, String requestId) {
    /** One that nothing was typed into. */
    public static LinkForm empty(String requestId) {
        return new LinkForm("", "7d", "", "0", requestId);
    }
}

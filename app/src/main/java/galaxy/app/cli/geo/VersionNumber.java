package galaxy.app.cli.geo;

/** The number of a version as an argument: 1 to 999999999. */
record VersionNumber(int value) {
    private static final int MOST = 999_999_999;

    /** @throws IllegalArgumentException with the rule */
    @SuppressWarnings("MissingSummary")
    static VersionNumber parse(String text) {
        try {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= MOST) {
                return new VersionNumber(value);
            }
        } catch (NumberFormatException e) {
            // No number, or one that is too large: the rule is the same.
        }
        throw new IllegalArgumentException("must be the number of a version, from 1; `galaxy geo versions` shows them");
    }
}

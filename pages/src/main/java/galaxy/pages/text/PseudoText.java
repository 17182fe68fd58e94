package galaxy.pages.text;

/** Makes messages of the two languages for tests from English ones. What stands for arguments is left as it is. */
final class PseudoText {
    private static final String PLAIN = "aceghiklnorstuyzACEGIKLNORSTUYZ";
    private static final String ACCENTED = "àçéĝĥîķļñöŕšţûýžÀÇÉĜÎĶĻÑÖŔŠŢÛÝŽ";
    private static final char OVERRIDE = '\u202E';
    private static final char END = '\u202C';
    private static final double LONGER = 0.4;

    private PseudoText() {}

    static String of(PageLanguage language, String text) {
        return switch (language) {
            case ACCENTED -> accented(text);
            case MIRRORED -> mirrored(text);
            case ENGLISH, GERMAN, PORTUGUESE, RUSSIAN, ARABIC -> text;
        };
    }

    private static String accented(String text) {
        var result = new StringBuilder("[");
        text.chars().forEach(unit -> {
            int at = PLAIN.indexOf(unit);
            result.append(at < 0 ? (char) unit : ACCENTED.charAt(at));
        });
        int more = (int) Math.ceil(text.length() * LONGER) - 2;
        return result.append("~".repeat(Math.max(0, more))).append(']').toString();
    }

    private static String mirrored(String text) {
        var result = new StringBuilder();
        boolean isWord = false;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            boolean isLetter = Character.isLetter(unit);
            if (isLetter != isWord) {
                result.append(isLetter ? OVERRIDE : END);
                isWord = isLetter;
            }
            result.append(unit);
        }
        return isWord ? result.append(END).toString() : result.toString();
    }
}

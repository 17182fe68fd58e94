package galaxy.auth.smtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Text of a header as encoded words (RFC 2047), one a line. The library's own leave the first one on the line of the field's
 * name, which becomes longer than 78 characters, and keep a long word of ASCII as it is.
 */
final class HeaderText {
    /** So that a word with its frame is 64 characters, and fits beside {@code Subject:}. */
    private static final int BYTES = 39;

    private static final int LONGEST_WORD = 60;
    private static final String NEXT_LINE = "\r\n ";

    private HeaderText() {}

    /** Whether a header can hold it as it is, folded between its words. */
    static boolean isPlain(String text) {
        return text.chars().allMatch(each -> each >= 0x20 && each < 0x7F)
                && Arrays.stream(text.split(" ", -1)).allMatch(word -> word.length() <= LONGEST_WORD);
    }

    static String encoded(String text) {
        List<String> words = new ArrayList<>();
        var word = new StringBuilder();
        int bytes = 0;
        for (int point : text.codePoints().toArray()) {
            int more = Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > BYTES) {
                words.add(encodedWord(word));
                word.setLength(0);
                bytes = 0;
            }
            word.appendCodePoint(point);
            bytes += more;
        }
        words.add(encodedWord(word));
        return String.join(NEXT_LINE, words);
    }

    private static String encodedWord(CharSequence text) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }
}

package galaxy.auth.address;

import com.ibm.icu.text.IDNA;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.Parsed;
import galaxy.kernel.VisibleText;
import galaxy.kernel.WhiteSpace;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An e-mail address as a player typed it. White space and invisible characters at both ends are dropped; the rest is NFC, with
 * a dot-atom as its local part and a domain of two or more labels. {@link #toString()} hides it.
 */
public final class TypedAddress {
    private static final int MOST_BYTES = 254;
    private static final int MOST_LOCAL_BYTES = 64;
    private static final Pattern ASCII_ATOMS =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern ATOMS = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\x{80}-\\x{10FFFF}-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\x{80}-\\x{10FFFF}-]+)*");
    private static final Pattern LABELS = Pattern.compile("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+");
    private static final IDNA UTS46 = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    private final String typed;
    private final String local;
    private final String domain;

    private TypedAddress(String typed, String local, String domain) {
        this.typed = typed;
        this.local = local;
        this.domain = domain;
    }

    /**
     * Reads what a player typed.
     *
     * @param isUtf8 whether the local part may have characters outside of ASCII
     */
    public static Parsed<TypedAddress> parse(String raw, boolean isUtf8) {
        String typed = trim(raw);
        String text = Normalizer.normalize(typed, Normalizer.Form.NFC);
        if (text.codePoints().anyMatch(TypedAddress::isHidden)) {
            return Parsed.invalid("contains a space or a hidden character; type the address instead of pasting it");
        }
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1) {
            return Parsed.invalid("must have a name, one @ and a domain");
        }
        String local = text.substring(0, at);
        if (!(isUtf8 ? ATOMS : ASCII_ATOMS).matcher(local).matches() || bytes(local) > MOST_LOCAL_BYTES) {
            return Parsed.invalid(
                    "must have before the @ 1 to 64 letters, digits or signs, with single dots between them");
        }
        IDNA.Info info = new IDNA.Info();
        String domain = UTS46.nameToASCII(text.substring(at + 1), new StringBuilder(), info)
                .toString();
        if (info.hasErrors() || !LABELS.matcher(domain).matches() || domain.matches(".*\\.[0-9]+")) {
            return Parsed.invalid("must have after the @ a domain, such as example.com");
        }
        return bytes(typed) > MOST_BYTES || bytes(local) + 1 + domain.length() > MOST_BYTES
                ? Parsed.invalid("must have at most " + MOST_BYTES + " bytes")
                : Parsed.valid(new TypedAddress(typed, local, domain));
    }

    /** An address that was parsed before, from {@link #typed()}. */
    public static TypedAddress of(String typed) {
        return parse(typed, true).orElseThrow();
    }

    /** As it was typed, apart from its ends. */
    public String typed() {
        return typed;
    }

    /** Where mail goes: with its domain in ASCII. */
    public String recipient() {
        return local + "@" + domain;
    }

    /**
     * The forms under which a user may have the address, each once: as typed, with the domain normalised, all in lower case.
     */
    public List<EmailAddress> accountForms() {
        return Stream.of(typed, recipient(), lowerCase(recipient()))
                .distinct()
                .flatMap(form -> EmailAddress.parse(form) instanceof Parsed.Valid<EmailAddress>(EmailAddress email)
                        ? Stream.of(email)
                        : Stream.empty())
                .toList();
    }

    /**
     * What limits are counted by: in lower case, without a tag, and without what some domains ignore. Never an identity, as two
     * players may share it.
     */
    public String fold() {
        String name = lowerCase(local);
        int plus = name.indexOf('+');
        name = plus > 0 ? name.substring(0, plus) : name;
        boolean ignoresDots = domain.equals("gmail.com") || domain.equals("googlemail.com");
        return ignoresDots ? name.replace(".", "") + "@gmail.com" : name + "@" + domain;
    }

    @Override
    public String toString() {
        return "[e-mail]";
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isHidden(int point) {
        return WhiteSpace.is(point) || isInvisible(point);
    }

    private static boolean isInvisible(int point) {
        return Character.getType(point) == Character.FORMAT || VisibleText.isInvisible(point);
    }

    private static String trim(String raw) {
        int[] points = raw.codePoints().toArray();
        int from = 0;
        int to = points.length;
        while (from < to && isTrimmed(points[from])) {
            from++;
        }
        while (from < to && isTrimmed(points[to - 1])) {
            to--;
        }
        return new String(points, from, to - from);
    }

    private static boolean isTrimmed(int point) {
        return WhiteSpace.is(point) || Character.getType(point) == Character.FORMAT;
    }
}

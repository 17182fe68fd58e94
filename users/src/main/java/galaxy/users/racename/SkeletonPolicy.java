package galaxy.users.racename;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.VersionInfo;
import java.util.List;
import java.util.stream.Stream;

/**
 * The default policy: how a name looks in small letters and how it looks in capitals, as capitals of Greek and Cyrillic look
 * like other letters than their small ones. A key is the skeleton of Unicode Technical Standard #39 of the one form or the
 * other, in compatibility form, without case, separators and marks that do not show, and with our own classes of look-alikes.
 * Latin names have one key. A name whose mix of scripts is above <i>highly restrictive</i> is refused.
 */
public final class SkeletonPolicy implements RaceNamePolicy {
    private static final int DOT_ABOVE = 0x0307;

    /** Goes up when our own steps change. */
    private static final int STEPS = 2;

    /** The tables of look-alikes take a moment to load, so the first name pays and not the start. */
    private static final class Icu {
        private static final Normalizer2 FOLD = Normalizer2.getNFKCCasefoldInstance();
        private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKCInstance();
        private static final Normalizer2 DECOMPOSED = Normalizer2.getNFDInstance();
        private static final SpoofChecker SKELETON =
                new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();
        private static final SpoofChecker SCRIPTS = new SpoofChecker.Builder()
                .setChecks(SpoofChecker.RESTRICTION_LEVEL)
                .setRestrictionLevel(SpoofChecker.RestrictionLevel.HIGHLY_RESTRICTIVE)
                .build();
    }

    @Override
    public Verdict canonicalKeys(RaceName name) {
        try {
            if (Icu.SCRIPTS.failsChecks(name.value())) {
                return new Verdict.Refused("must not mix scripts that are easy to confuse");
            }
            List<CanonicalKey> keys = keys(name.value());
            return keys.isEmpty()
                    ? new Verdict.Refused("must have a character that cannot be taken for a separator")
                    : new Verdict.Allowed(keys);
        } catch (RuntimeException | LinkageError e) {
            throw new PolicyUnavailable(e);
        }
    }

    @Override
    public List<CanonicalKey> keysOf(RaceName name) {
        try {
            return keys(name.value());
        } catch (RuntimeException | LinkageError e) {
            throw new PolicyUnavailable(e);
        }
    }

    /** The one key of before capitals were compared. */
    @Override
    public List<CanonicalKey> earlierKeysOf(RaceName name) {
        String key = classes(Icu.FOLD.normalize(Icu.SKELETON.getSkeleton(Icu.FOLD.normalize(name.value()))));
        return key.isEmpty() ? List.of() : List.of(CanonicalKey.of(key));
    }

    @Override
    public String version() {
        return "uts39-" + STEPS + "-icu-" + VersionInfo.ICU_VERSION.getMajor() + "-unicode-"
                + UCharacter.getUnicodeVersion().getMajor();
    }

    private static List<CanonicalKey> keys(String name) {
        String compatible = Icu.COMPATIBLE.normalize(name);
        return Stream.of(
                        UCharacter.toLowerCase(ULocale.ROOT, compatible),
                        UCharacter.toUpperCase(ULocale.ROOT, compatible))
                .map(SkeletonPolicy::key)
                .filter(key -> !key.isEmpty())
                .distinct()
                .map(CanonicalKey::of)
                .toList();
    }

    /** One step may make what another takes, so they are repeated until nothing changes. */
    private static String key(String form) {
        String before = form;
        String key = step(form);
        while (!key.equals(before)) {
            before = key;
            key = step(key);
        }
        return key;
    }

    private static String step(String text) {
        String shown = withoutWhatDoesNotShow(text);
        return classes(Icu.FOLD.normalize(Icu.SKELETON.getSkeleton(shown)));
    }

    /** One member for each class, and no separators. */
    private static String classes(String folded) {
        var key = new StringBuilder(folded.length());
        folded.codePoints()
                .map(SkeletonPolicy::classOf)
                .filter(each -> each != ' ')
                .forEach(key::appendCodePoint);
        return key.toString();
    }

    /** No separators, invisible characters, dots above, or the same mark twice. */
    private static String withoutWhatDoesNotShow(String text) {
        var shown = new StringBuilder(text.length());
        int before = 0;
        for (int each : Icu.DECOMPOSED.normalize(text).codePoints().toArray()) {
            boolean isRepeatedMark = each == before && UCharacter.getCombiningClass(each) != 0;
            if (!isRepeatedMark
                    && each != DOT_ABOVE
                    && classOf(each) != ' '
                    && !UCharacter.hasBinaryProperty(each, UProperty.DEFAULT_IGNORABLE_CODE_POINT)) {
                shown.appendCodePoint(each);
                before = each;
            }
        }
        return shown.toString();
    }

    /** One member for each of our classes; the separators' is the space. */
    private static int classOf(int codePoint) {
        return switch (codePoint) {
            case '1', 'i', 'l', '|' -> 'l';
            case '0', 'o' -> 'o';
            case '5', 's' -> 's';
            case '8', 'b' -> 'b';
            case ' ', '_', '-', '.', '\'' -> ' ';
            default -> codePoint;
        };
    }
}

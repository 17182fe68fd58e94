package galaxy.users.racename;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.util.VersionInfo;

/**
 * The default policy: the skeleton of Unicode Technical Standard #39, made case-blind, and our own classes of
 * look-alikes. In order: NFKC case fold, skeleton, case fold, the classes {@code 1 i l |}, {@code 0 o}, {@code 5 s},
 * {@code 8 b}, and the removal of separators. Both folds are needed: without the first {@code PILOT} and {@code pilot}
 * differ, without the second the skeleton brings capitals back. A name whose mix of scripts is above <i>highly
 * restrictive</i> is refused.
 */
public final class SkeletonPolicy implements RaceNamePolicy {
    /** Goes up when our own steps change. */
    private static final int STEPS = 1;

    /** The tables of look-alikes take a moment to load, so the first name pays and not the start. */
    private static final class Icu {
        private static final Normalizer2 FOLD = Normalizer2.getNFKCCasefoldInstance();
        private static final SpoofChecker SKELETON =
                new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();
        private static final SpoofChecker SCRIPTS = new SpoofChecker.Builder()
                .setChecks(SpoofChecker.RESTRICTION_LEVEL)
                .setRestrictionLevel(SpoofChecker.RestrictionLevel.HIGHLY_RESTRICTIVE)
                .build();
    }

    @Override
    public Verdict canonicalKey(RaceName name) {
        try {
            if (Icu.SCRIPTS.failsChecks(name.value())) {
                return new Verdict.Refused("must not mix scripts that are easy to confuse");
            }
            String key = key(name.value());
            return key.isEmpty()
                    ? new Verdict.Refused("must have a character that cannot be taken for a separator")
                    : new Verdict.Allowed(CanonicalKey.of(key));
        } catch (RuntimeException | LinkageError e) {
            throw new PolicyUnavailable(e);
        }
    }

    @Override
    public String version() {
        return "uts39-" + STEPS + "-icu-" + VersionInfo.ICU_VERSION.getMajor() + "-unicode-"
                + UCharacter.getUnicodeVersion().getMajor();
    }

    private static String key(String name) {
        String folded = Icu.FOLD.normalize(name);
        String skeleton = Icu.FOLD.normalize(Icu.SKELETON.getSkeleton(folded));
        var key = new StringBuilder(skeleton.length());
        skeleton.codePoints().map(SkeletonPolicy::classOf).forEach(codePoint -> {
            if (codePoint != ' ') {
                key.appendCodePoint(codePoint);
            }
        });
        return key.toString();
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

package galaxy.web.link;

import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Parsed;
import galaxy.kernel.Span;
import galaxy.pages.text.Arg;
import galaxy.pages.text.LocalTime;
import galaxy.pages.text.Words;
import galaxy.pages.view.Problems.Problem;
import galaxy.web.page.FormResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A link as a player wants it.
 *
 * @param twice the end, where the clock shows its hour twice and it is the first of them
 */
public record NewLink(String label, End end, int maxUses, IdempotencyKey key, Optional<Instant> twice) {
    private static final Map<String, Span> SPANS = Map.of("1d", days("P1D"), "7d", days("P7D"), "30d", days("P30D"));
    private static final Map<String, Integer> USES = Map.of("1", 1, "10", 10, "0", 0);

    /** What came of a form. */
    public sealed interface Read {
        record Wanted(NewLink link) implements Read {}

        record Wrong(FormResult result) implements Read {}
    }

    private static Span days(String text) {
        return Span.parse(text).orElseThrow();
    }

    /** Whether the end depends on the zone of the account. */
    public static boolean needsZone(LinkForm form) {
        return form.ends().equals("date");
    }

    /** Reads a form, or says what is wrong with each field. */
    public static Read read(Words words, LinkForm form, String zone) {
        List<Problem> problems = new ArrayList<>();
        Optional<Instant> twice = Optional.empty();
        End end = new End.Never();
        if (needsZone(form)) {
            switch (LocalTime.read(form.date(), zone)) {
                case LocalTime.Known(Instant at, boolean isTwice) -> {
                    end = new End.At(at);
                    twice = isTwice ? Optional.of(at) : Optional.empty();
                }
                case LocalTime.Skipped(String next) ->
                    problems.add(new Problem("date", words.text("link.date-skipped", Arg.code("time", next))));
                case LocalTime.Malformed() ->
                    problems.add(new Problem(
                            "date", words.text(form.date().isBlank() ? "link.date-empty" : "link.date-invalid")));
            }
        } else if (SPANS.containsKey(form.ends())) {
            end = new End.After(SPANS.getOrDefault(form.ends(), days("P7D")));
        } else if (!form.ends().equals("never")) {
            problems.add(new Problem("ends", words.text("link.ends-invalid")));
        }
        if (!USES.containsKey(form.uses())) {
            problems.add(new Problem("uses", words.text("link.uses-invalid")));
        }
        Optional<IdempotencyKey> key = key(form.requestId());
        if (key.isEmpty()) {
            problems.add(new Problem("", words.text("form.incomplete")));
        }
        return problems.isEmpty() && key.isPresent()
                ? new Read.Wanted(new NewLink(form.label(), end, USES.getOrDefault(form.uses(), 0), key.get(), twice))
                : new Read.Wrong(new FormResult(400, "", problems));
    }

    /** The key that came with a form; none where the form is not complete. */
    public static Optional<IdempotencyKey> key(String requestId) {
        return IdempotencyKey.parse(requestId) instanceof Parsed.Valid<IdempotencyKey>(IdempotencyKey key)
                ? Optional.of(key)
                : Optional.empty();
    }
}

package galaxy.torture.hostile;

import galaxy.torture.workload.Findings;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Checks rules, and counts how attacks end. Safe for many threads. */
record Checks(MarkedAddresses addresses, Findings findings) {
    /** Notes a violation if the rule does not hold. The details are shown only then, the beginning of each. */
    void check(String rule, boolean holds, Object... details) {
        findings.check(
                rule,
                holds,
                () -> Arrays.stream(details)
                        .map(detail -> Text.excerpt(String.valueOf(detail)))
                        .collect(Collectors.joining(": ")));
    }

    void noAddress(String where, String text, Object... details) {
        check("no e-mail address in " + where, !addresses.isIn(text), Arrays.asList(details), text);
    }

    void count(String attack, String result) {
        findings.count(attack + ": " + result);
    }
}

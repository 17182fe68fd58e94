package galaxy.torture.web;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Findings.Violation;
import galaxy.torture.workload.Promise.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of a response names the fault that is planted into it. */
final class AnswerTest {
    private static final String BODY = "<body data-page=\"%s\" data-state=\"%s\">%s</body>";

    private static Answer page(int status, String page, String state, String text) {
        return new Answer(status, "", status == 503 ? "1" : "", BODY.formatted(page, state, text));
    }

    private static String[] violated(Answer answer) {
        Findings findings = new Findings(Recorded.ALL);
        answer.check("GET /", findings);
        return findings.violations().stream().map(Violation::rule).toArray(String[]::new);
    }

    @Test
    void pages_redirects_and_sentences_are_right() {
        assertThat(violated(page(200, "profile", "", ""))).isEmpty();
        assertThat(violated(new Answer(200, "", "", "<body data-page=\"code\">")))
                .isEmpty();
        assertThat(violated(page(403, "error", "foreign", ""))).isEmpty();
        assertThat(violated(page(503, "profile", "down", ""))).isEmpty();
        assertThat(violated(new Answer(303, "/contacts/links/lnk_1", "", ""))).isEmpty();
    }

    @Test
    void an_internal_error_and_a_stack_trace_are_named() {
        assertThat(violated(page(500, "error", "500", ""))).containsExactly(Answer.STATUS);
        assertThat(violated(page(200, "profile", "", "java.io.IOException: x"))).containsExactly(Answer.WHOLE);
        assertThat(violated(new Answer(200, "", "", "{\"error\":{}}"))).containsExactly(Answer.WHOLE);
    }

    @ParameterizedTest
    @CsvSource({"https://evil.example/", "//evil.example", "/c/a?x=<b>", "contacts"})
    void a_place_that_is_not_ours_is_named(String place) {
        assertThat(violated(new Answer(303, place, "", ""))).containsExactly(Answer.WHOLE);
    }

    @Test
    void a_503_without_its_sentence_or_its_time_is_named() {
        assertThat(violated(page(503, "profile", "", ""))).containsExactly(Answer.SENTENCE);
        assertThat(violated(new Answer(503, "", "", BODY.formatted("profile", "down", ""))))
                .containsExactly(Answer.SENTENCE);
    }
}

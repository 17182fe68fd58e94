package galaxy.pages.request;

import galaxy.chassis.http.ErrorBody;
import galaxy.chassis.http.ErrorRenderer;
import galaxy.chassis.http.Response;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Sentence;
import galaxy.pages.text.Words;
import galaxy.pages.view.ErrorText;
import galaxy.pages.view.Html;
import galaxy.pages.view.LinkButton;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Reader;
import galaxy.pages.view.Shell;
import galaxy.pages.view.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Errors as pages: what happened, what did not change, what to do, and the id of the request. */
public final class ErrorPages implements ErrorRenderer {
    /** Those that have words of their own; others have those of the first status of their hundred. */
    private static final Set<Integer> STATUSES = Set.of(400, 403, 404, 405, 413, 421, 429, 500, 503);

    private static final String LANGUAGE = "lang=";

    private final Function<Words, Site> site;
    private final Readers readers;

    /**
     * Prepares them.
     *
     * @param site in the words of a reader
     */
    public ErrorPages(Function<Words, Site> site, Readers readers) {
        this.site = site;
        this.readers = readers;
    }

    @Override
    public Rendered render(ErrorBody error, FailedRequest request) {
        var place = new Readers.Place(language(request.query()), "/", List.of());
        Reader reader = readers.of(request.headers(), Optional.empty(), place);
        Site around = site.apply(reader.words());
        boolean isForeign =
                error.details().stream().anyMatch(detail -> detail.reason().equals(PageFilter.FOREIGN));
        int status = error.code().httpStatus();
        String title = reader.words().text(isForeign ? "error.foreign" : "error." + known(status));
        String state = isForeign ? PageFilter.FOREIGN : Integer.toString(request.status());
        var text = new ErrorText(
                sentences(reader.words(), status, isForeign, request.requestId()),
                reader.words().sentence("error.reference", Arg.code("id", request.requestId())),
                List.of(new LinkButton(around.links().home(), reader.words().text("error.home"), true)));
        var page = new Shell(around, reader, PageHead.of("error", title).state(state), text);
        return new Rendered(
                "text/html; charset=utf-8",
                Html.text(page),
                List.of(
                        new Response.Header(
                                "Content-Language", reader.words().language().tag()),
                        new Response.Header("Vary", PageResponse.VARY)));
    }

    /** The tag of a language has no character that is encoded. */
    private static Optional<String> language(String query) {
        return Stream.of(query.split("&", -1))
                .filter(part -> part.startsWith(LANGUAGE))
                .map(part -> part.substring(LANGUAGE.length()))
                .findFirst();
    }

    private static int known(int status) {
        if (STATUSES.contains(status)) {
            return status;
        }
        return status >= 500 ? 500 : 400;
    }

    private static List<Sentence> sentences(Words words, int status, boolean isForeign, String requestId) {
        List<Sentence> sentences = new ArrayList<>();
        // Of a failure in the middle of the work it is not known whether something was changed.
        if (status != 500) {
            sentences.add(words.sentence("error.unchanged"));
        }
        String next = known(status) == 405 ? "404" : Integer.toString(isForeign ? 403 : known(status));
        sentences.add(words.sentence("error." + next + ".next"));
        if (status >= 500) {
            sentences.add(words.sentence("error.report", Arg.code("id", requestId)));
        }
        return sentences;
    }
}

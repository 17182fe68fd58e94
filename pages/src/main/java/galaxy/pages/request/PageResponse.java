package galaxy.pages.request;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Gzip;
import galaxy.chassis.http.Response;
import galaxy.pages.text.Words;
import galaxy.pages.view.Html;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Reader;
import galaxy.pages.view.Shell;
import galaxy.pages.view.Site;
import gg.jte.Content;
import java.util.function.Function;

/** Turns pages into responses. */
public final class PageResponse {
    static final String VARY = "Cookie, Accept-Language";

    private final String service;
    private final Function<Words, Site> site;
    private final PageMetrics metrics;

    /**
     * Prepares it.
     *
     * @param service label of its metrics
     * @param site in the words of a reader
     */
    public PageResponse(String service, Function<Words, Site> site, PageMetrics metrics) {
        this.service = service;
        this.site = site;
        this.metrics = metrics;
    }

    /** A page, compressed where the browser takes that. */
    public Response of(Exchange exchange, int status, Reader reader, PageHead head, Content main) {
        Response response = plain(status, reader, head, main);
        return Gzip.isTaken(exchange.headers("Accept-Encoding")) ? response.gzipped() : response;
    }

    /**
     * A page with a secret, such as the token of a link: not compressed, as the length of what is compressed tells of what is in
     * it.
     */
    public Response secret(int status, Reader reader, PageHead head, Content main) {
        return plain(status, reader, head, main);
    }

    private Response plain(int status, Reader reader, PageHead head, Content main) {
        long started = System.nanoTime();
        byte[] page = Html.bytes(new Shell(site.apply(reader.words()), reader, head, main));
        metrics.rendered(service, head.page(), System.nanoTime() - started);
        return Response.html(status, page)
                .with("Content-Language", reader.words().language().tag())
                .with("Vary", VARY)
                .with("Cache-Control", "no-store");
    }
}

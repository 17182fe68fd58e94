package galaxy.pages.request;

import galaxy.chassis.http.ResponseFilter.RequestHead;
import galaxy.pages.route.Origin;
import java.util.List;
import java.util.Optional;

/** What browsers say of where a request comes from: {@code Sec-Fetch-Site}, or {@code Origin} of older ones. */
final class FetchMetadata {
    private static final String SITE = "Sec-Fetch-Site";

    private FetchMetadata() {}

    /** Whether a request that reads comes from a page of another site, and not from a person who follows a link. */
    static boolean isForeignRead(RequestHead request) {
        return request.headers().apply(SITE).contains("cross-site")
                && !request.header("Sec-Fetch-Mode").equals(Optional.of("navigate"));
    }

    /** Whether a request that changes something may have been made by a page of another origin. */
    static boolean isForeignWrite(RequestHead request, Origin origin) {
        List<String> site = request.headers().apply(SITE);
        if (!site.isEmpty()) {
            return !site.equals(List.of("same-origin")) && !site.equals(List.of("none"));
        }
        List<String> from = request.headers().apply("Origin");
        return !from.isEmpty() && !from.equals(List.of(origin.text()));
    }
}

package galaxy.pages.request;

import galaxy.chassis.http.Response;
import galaxy.pages.route.Origin;
import java.util.ArrayList;
import java.util.List;

/** The headers that every response of a service with pages has. */
public final class PageHeaders {
    private static final List<Response.Header> ALWAYS = List.of(
            new Response.Header(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
                            + " require-trusted-types-for 'script'; trusted-types 'none'"),
            new Response.Header("Referrer-Policy", "strict-origin"),
            new Response.Header("X-Content-Type-Options", "nosniff"),
            new Response.Header("Cross-Origin-Opener-Policy", "same-origin"),
            new Response.Header("Cross-Origin-Resource-Policy", "same-origin"),
            new Response.Header("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"));

    private final List<Response.Header> always;
    private final boolean isStartPublic;

    /**
     * Prepares them.
     *
     * @param withSubdomains whether browsers shall use https for all hosts below this one
     * @param isStartPublic whether search engines may list the start page
     */
    public PageHeaders(Origin origin, boolean withSubdomains, boolean isStartPublic) {
        List<Response.Header> all = new ArrayList<>(ALWAYS);
        if (origin.isSecure()) {
            String value = "max-age=63072000" + (withSubdomains ? "; includeSubDomains" : "");
            all.add(new Response.Header("Strict-Transport-Security", value));
        }
        this.always = List.copyOf(all);
        this.isStartPublic = isStartPublic;
    }

    Response added(String path, Response response) {
        Response result = response;
        for (Response.Header header : always) {
            result = absent(result, header.name(), header.value());
        }
        boolean isHtml = response.isError() || response.contentType().startsWith("text/html");
        if (isHtml && !(isStartPublic && path.equals("/"))) {
            result = absent(result, "X-Robots-Tag", "noindex, nofollow");
        }
        return absent(result, "Cache-Control", "no-store");
    }

    private static Response absent(Response response, String name, String value) {
        return response.header(name).isPresent() ? response : response.with(name, value);
    }
}

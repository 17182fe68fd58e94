package galaxy.chassis.http;

import galaxy.chassis.identity.Authenticator;
import galaxy.chassis.identity.RequestOrigin;
import galaxy.chassis.server.ListenerSettings;
import galaxy.contracts.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;

/** Reads a request strictly into what its handler sees. */
final class RequestReader {
    /** To a peer whose request did not arrive in time. */
    static final Response LATE = Response.error(
            ErrorCode.INVALID_REQUEST, new Detail("", "the request did not arrive in time; send it in one go"));

    /** Other transfer codings, none of which is known here, inside of chunks. */
    private static final Pattern IN_CHUNKS = Pattern.compile("(?i)([!#$%&'*+.^_`|~0-9a-z-]+[ \\t]*,[ \\t]*)+chunked");

    private static final Pattern UTF_8_JSON =
            Pattern.compile("(?i)application/json(\\s*;\\s*charset\\s*=\\s*(utf-8|\"utf-8\"))?\\s*;?");
    private static final Pattern UTF_8_FORM =
            Pattern.compile("(?i)application/x-www-form-urlencoded(\\s*;\\s*charset\\s*=\\s*(utf-8|\"utf-8\"))?\\s*;?");

    private static final String FIRST_REQUEST = "galaxy.first-request";

    private final ListenerSettings settings;
    private final Semaphore largeBodies;

    /** @param largeBodies a permit for each body that is not small and is held */
    RequestReader(ListenerSettings settings, Semaphore largeBodies) {
        this.settings = settings;
        this.largeBodies = largeBodies;
    }

    /** Whether the connection had its first request too long ago. */
    boolean isOld(Request request) {
        var connection = request.getConnectionMetaData();
        if (connection.getAttribute(FIRST_REQUEST) instanceof Long first) {
            return System.nanoTime() - first > settings.timeouts().age().toNanos();
        }
        connection.setAttribute(FIRST_REQUEST, System.nanoTime());
        return false;
    }

    /** The path as it was sent; of a target in absolute form, the path in it. */
    static String path(Request request) {
        var path = request.getHttpURI().getPath();
        return path == null ? "" : path;
    }

    /** What filters see of it. */
    static ResponseFilter.RequestHead head(Request request) {
        var uri = request.getHttpURI();
        // Where a request of HTTP/1.0 names no host, the server below takes its own address.
        boolean isNamed = request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_0
                || request.getHeaders().contains(HttpHeader.HOST);
        return new ResponseFilter.RequestHead(
                request.getMethod(),
                path(request),
                request.getHeaders()::getValuesList,
                Optional.ofNullable(uri.getQuery()).orElse(""),
                isNamed ? Optional.ofNullable(uri.getAuthority()).filter(name -> !name.isEmpty()) : Optional.empty());
    }

    RequestBody body(Request request, long started) {
        long deadline = started + settings.timeouts().read().toNanos();
        return new RequestBody(request, deadline, settings.limits().bodyBytes(), largeBodies);
    }

    /**
     * Refuses what another reader of the same bytes could understand in another way.
     *
     * @throws RefusedException {@code 400}; {@code 501} for a coding inside of chunks
     */
    void requireFramed(Request request) {
        var headers = request.getHeaders();
        if (headers.contains(HttpHeader.TRANSFER_ENCODING)) {
            var coding = Single.value(headers, HttpHeader.TRANSFER_ENCODING.asString())
                    .orElse("");
            boolean hasCodings = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1;
            if (hasCodings && IN_CHUNKS.matcher(coding).matches()) {
                throw new RefusedException(
                        Response.invalid(501, new Detail("Transfer-Encoding", "must be chunked alone")));
            }
            if (!hasCodings || !coding.equalsIgnoreCase("chunked")) {
                throw RefusedException.invalid("Transfer-Encoding", "must be chunked, in HTTP/1.1");
            }
        }
    }

    /**
     * Refuses a request to an open listener on loopback that does not name this machine, or a name that the operator has
     * given to the listener; and one that a page of another site has caused, as browsers say in {@code Origin}, where the
     * listener is not for everyone.
     *
     * @throws RefusedException {@code 421}
     */
    void requireKnownHost(Request request, Authenticator authenticator) {
        if (!authenticator.isOpen() || !settings.address().ip().isLoopbackAddress()) {
            return;
        }
        var host = request.getHttpURI().getHost();
        boolean isOwn = host == null || host.isEmpty() || settings.hosts().allows(host);
        boolean isOwnPage = authenticator.isPublic()
                || request.getHeaders().getValuesList(HttpHeader.ORIGIN).stream()
                        .allMatch(this::isOwnOrigin);
        if (!isOwn || !isOwnPage) {
            throw new RefusedException(Response.error(ErrorCode.MISDIRECTED_REQUEST));
        }
    }

    /** {@code null}, which a page without a site has, is not. */
    private boolean isOwnOrigin(String origin) {
        int host = origin.indexOf("://");
        return host > 0 && settings.hosts().allows(origin.substring(host + 3));
    }

    /** @throws RefusedException when the request is not one that the route takes */
    Exchange exchange(Request request, Routes.Match.Found found, RequestOrigin origin, RequestBody body) {
        var route = found.route();
        Map<String, String> path = HashMap.newHashMap(found.parameters().size());
        found.parameters()
                .forEach((name, raw) -> path.put(
                        name,
                        PercentCoding.decode(raw)
                                .orElseThrow(() -> RefusedException.invalid(name, "is not percent-encoded UTF-8"))));
        var query = Query.parse(
                Optional.ofNullable(request.getHttpURI().getQuery()).orElse(""), route.query(), route.isLenient());
        var parameters = new Exchange.Parameters(path, query, read(request, route.body(), body));
        return new Exchange(origin, Peer.of(request, settings.proxies()), request.getHeaders(), parameters);
    }

    private Exchange.Body read(Request request, BodyKind kind, RequestBody body) {
        int most = settings.limits().bodyBytes();
        return switch (kind) {
            case BodyKind.None none -> {
                if (body.read(most).length > 0) {
                    throw RefusedException.invalid("", "this route takes no body; send none");
                }
                yield new Exchange.Body.None();
            }
            case BodyKind.Json(var limit) -> {
                requireType(request, UTF_8_JSON, Response.JSON);
                yield new Exchange.Body.Json(new Fields(StrictJson.object(body.read(limit.orElse(most)))));
            }
            case BodyKind.Form form -> {
                var read = new Once<>(() -> form(request, form, body));
                if (!form.isLate()) {
                    read.get();
                }
                yield new Exchange.Body.Submitted(read);
            }
            case BodyKind.Bytes(String contentType, int limit) -> {
                requireType(
                        request, Pattern.compile(Pattern.quote(contentType), Pattern.CASE_INSENSITIVE), contentType);
                yield new Exchange.Body.Raw(body.read(limit));
            }
        };
    }

    private Form form(Request request, BodyKind.Form kind, RequestBody body) {
        requireType(request, UTF_8_FORM, "application/x-www-form-urlencoded");
        var text = new String(body.read(settings.limits().bodyBytes()), StandardCharsets.ISO_8859_1);
        return Form.parse(text, kind);
    }

    /** A value that is read when it is first asked for, by the thread of the request. */
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> source;
        private Optional<T> value = Optional.empty();

        private Once(Supplier<T> source) {
            this.source = source;
        }

        @Override
        public T get() {
            T known = value.orElseGet(source);
            value = Optional.of(known);
            return known;
        }
    }

    /** @throws RefusedException {@code 415} */
    private static void requireType(Request request, Pattern pattern, String contentType) {
        var headers = request.getHeaders();
        boolean isPlain = headers.getCSV(HttpHeader.CONTENT_ENCODING, false).stream()
                .allMatch(coding -> coding.equalsIgnoreCase("identity"));
        if (!isPlain) {
            throw new RefusedException(Response.error(
                            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                            new Detail("Content-Encoding", "must be identity; send the body as it is"))
                    .with("Accept-Encoding", "identity"));
        }
        boolean isKnown = Single.value(headers, HttpHeader.CONTENT_TYPE.asString())
                .filter(value -> pattern.matcher(value.strip()).matches())
                .isPresent();
        if (!isKnown) {
            throw new RefusedException(
                    contentType.equals(Response.JSON)
                            ? Response.error(ErrorCode.UNSUPPORTED_MEDIA_TYPE)
                            : Response.error(
                                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                                    "The body must be " + contentType + ". Send it with that Content-Type.",
                                    java.util.List.of()));
        }
    }
}

package galaxy.users.http;

import galaxy.chassis.http.Query;
import galaxy.chassis.paging.PageTokens;
import java.util.Optional;

/** The parameters of every paged read. */
final class Paging {
    static final String SIZE = "page_size";
    static final String TOKEN = "page_token";

    private static final long DEFAULT_SIZE = 50;
    private static final long MAX_SIZE = 200;

    private Paging() {}

    static int size(Query query) {
        return query.integer(SIZE, 1, MAX_SIZE).orElse(DEFAULT_SIZE).intValue();
    }

    /** Where the walk goes on; a token of another walk is a problem of the query. */
    static Optional<String> cursor(Query query, PageTokens tokens, String walk) {
        Optional<String> token = query.string(TOKEN);
        Optional<String> cursor = token.flatMap(text -> tokens.open(walk, text));
        if (token.isPresent() && cursor.isEmpty()) {
            query.problem(TOKEN, "is not a token of this listing with these filters; start again without one");
        }
        return cursor;
    }
}

package galaxy.connections.grpc;

import galaxy.chassis.paging.PageTokens;
import galaxy.contracts.RpcReason;
import galaxy.kernel.Page;
import java.util.Optional;

/** How every list is paged. */
final class Paging {
    private static final int USUAL = 10;
    private static final int GREATEST = 50;

    private final PageTokens tokens;

    Paging(PageTokens tokens) {
        this.tokens = tokens;
    }

    static int size(int raw) {
        return raw <= 0 ? USUAL : Math.min(raw, GREATEST);
    }

    /**
     * Where the page begins.
     *
     * @param list names the list and whose it is
     */
    Optional<String> after(String list, String token) {
        return token.isEmpty()
                ? Optional.empty()
                : Optional.of(tokens.open(list, token)
                        .orElseThrow(() -> Refusals.invalid(
                                RpcReason.INVALID_PAGE_TOKEN, "page_token", RpcReason.INVALID_PAGE_TOKEN.message())));
    }

    /** The token of the page that follows, empty if none does. */
    String next(String list, Page<?, ?> page) {
        return page.next().map(key -> tokens.issue(list, key.toString())).orElse("");
    }
}

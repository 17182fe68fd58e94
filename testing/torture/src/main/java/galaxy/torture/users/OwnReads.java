package galaxy.torture.users;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything that can be read of a user. */
final class OwnReads {
    private static final String ACCOUNT = "a read shows what was acknowledged";
    private static final JsonMapper JSON = new JsonMapper();

    private final OwnUser user;
    private final Client client;

    OwnReads(OwnUser user, Client client) {
        this.user = user;
        this.client = client;
    }

    void any() throws InterruptedException {
        RandomGenerator random = client.random();
        int size = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 200;
        switch (random.nextInt(10)) {
            case 0, 1 -> account("/account");
            case 2 -> account("");
            case 3 -> user.read(ask("/user-lookups/by-email", Map.of("email", user.email())), ACCOUNT, Shown::account);
            case 4 -> {
                String name = user.worlds().any().name.toString();
                user.read(ask("/user-lookups/by-race-name", Map.of("race_name", name)), ACCOUNT, Shown::account);
            }
            case 5 -> eligibility();
            case 6 -> resolve();
            case 7 -> history("entitlement-periods", size, Shown::periodHistory);
            case 8 -> history("sanctions", size, Shown::sanctionHistory);
            default -> history("limits", size, Shown::limitHistory);
        }
    }

    /** All of it. */
    void all() throws InterruptedException {
        account("/account");
        if (!user.isBroken()) {
            eligibility();
        }
        if (!user.isBroken()) {
            resolve();
        }
        if (!user.isBroken()) {
            history("entitlement-periods", 200, Shown::periodHistory);
        }
        if (!user.isBroken()) {
            history("sanctions", 3, Shown::sanctionHistory);
        }
        if (!user.isBroken()) {
            history("limits", 200, Shown::limitHistory);
        }
    }

    private void account(String below) throws InterruptedException {
        user.read(user.told("/users/" + user.id() + below), ACCOUNT, Shown::account);
    }

    private void eligibility() throws InterruptedException {
        user.read(
                user.told("/users/" + user.id() + "/eligibility"),
                "eligibility is what the acknowledged commands make of it",
                Shown::eligibility);
    }

    private void resolve() throws InterruptedException {
        user.read(ask("/user-resolutions/by-email", Map.of("email", user.email())), ACCOUNT, life -> {
            Optional<String> reason = life.block
                    .map(Life.Block::reason)
                    .or(() -> Optional.ofNullable(life.sanctions.get(0)).map(Life.Entry::reason));
            return Picture.of(
                    "kind",
                    reason.isPresent() ? "blocked" : "existing",
                    "user_id",
                    life.id,
                    "block_reason_code",
                    reason.<Object>map(code -> code).orElse(Picture.NOTHING));
        });
    }

    /** Walks over all pages. */
    private void history(String kind, int size, Function<Life, List<Object>> expected) throws InterruptedException {
        String path = "/users/" + user.id() + "/" + kind + "?page_size=" + size;
        ArrayNode items = JSON.createArrayNode();
        List<Attempt> pages = new ArrayList<>();
        Told page = user.told(path);
        while (true) {
            if (page.isOpen()) {
                return;
            }
            pages.add(page.last());
            page.last().body().path("items").forEach(items::add);
            JsonNode token = page.last().body().path("next_page_token");
            if (!token.isString()) {
                break;
            }
            page = user.told(path + "&page_token=" + token.stringValue());
        }
        Attempt first = pages.getFirst();
        Attempt last = pages.getLast();
        ObjectNode body = JSON.createObjectNode();
        body.set("items", items);
        Attempt whole = new Attempt(
                first.begun(), last.ended(), first.sent(), last.received(), last.answer(), true, last.status(), body);
        user.read(
                new Told(page.request(), List.of(whole)),
                "a history has every record, once and in order",
                life -> Picture.of("items", expected.apply(life)));
    }

    private Told ask(String path, Map<String, ?> body) throws InterruptedException {
        return client.ask(Request.question(client.newRequestId(), path, body));
    }
}

package galaxy.connections.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.contracts.connections.v1.GetUsernameRequest;
import galaxy.contracts.connections.v1.LookupUsernameRequest;
import galaxy.contracts.connections.v1.UsernameRecord;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class UsernamesIT extends OnEachTopology {
    private final Ask ask = new Ask(api);

    private UsernameRecord get(String user) {
        return api.calls()
                .getUsername(GetUsernameRequest.newBuilder().setUserId(user).build())
                .getUsernameRecord();
    }

    private UsernameRecord lookup(String username) {
        return api.calls()
                .lookupUsername(
                        LookupUsernameRequest.newBuilder().setUsername(username).build())
                .getUsernameRecord();
    }

    @Test
    void a_username_is_kept_and_found_in_its_canonical_form() {
        String user = Api.freshUser();
        UsernameRecord set = ask.username("  " + user + "\t", "  Nova.Of_Vega-7 ");
        assertThat(set)
                .isEqualTo(UsernameRecord.newBuilder()
                        .setUserId(user)
                        .setUsername("nova.of_vega-7")
                        .setCreatedAt(ask.now())
                        .setUpdatedAt(ask.now())
                        .build());
        assertThat(get(user)).isEqualTo(set);
        assertThat(lookup(" NOVA.of_VEGA-7")).isEqualTo(set);
    }

    @Test
    void another_username_takes_the_place_of_the_old_which_is_free_then() {
        String user = Api.freshUser();
        String first = Api.freshName();
        String second = Api.freshName();
        UsernameRecord old = ask.username(user, first);
        api.clock.advance(Duration.ofHours(1));
        UsernameRecord renamed = ask.username(user, second);
        assertThat(renamed.getUsername()).isEqualTo(second);
        assertThat(renamed.getCreatedAt()).isEqualTo(old.getCreatedAt());
        assertThat(renamed.getUpdatedAt()).isEqualTo(ask.now());
        assertThat(lookup(second)).isEqualTo(renamed);
        Refused.by(() -> lookup(first)).as(Code.NOT_FOUND, "USERNAME_NOT_FOUND");
        assertThat(ask.username(Api.freshUser(), first).getUsername()).isEqualTo(first);
    }

    @Test
    void setting_the_username_again_changes_nothing() {
        String user = Api.freshUser();
        String name = Api.freshName();
        UsernameRecord set = ask.username(user, name);
        api.clock.advance(Duration.ofHours(1));
        assertThat(ask.username(user, name.toUpperCase(Locale.ROOT))).isEqualTo(set);
        assertThat(get(user)).isEqualTo(set);
        assertThat(api.events().kindsOf(user)).containsExactly("connections.profile.changed initialized");
    }

    @Test
    void the_username_of_another_user_is_refused_in_any_case() {
        String owner = Api.freshUser();
        String other = Api.freshUser();
        String name = Api.freshName();
        String own = Api.freshName();
        ask.username(owner, name);
        for (String wanted : List.of(name, name.toUpperCase(Locale.ROOT))) {
            Refused.by(() -> ask.username(other, wanted)).as(Code.ALREADY_EXISTS, "USERNAME_TAKEN");
        }
        Refused.by(() -> get(other)).as(Code.NOT_FOUND, "USERNAME_NOT_FOUND");
        UsernameRecord before = ask.username(other, own);
        Refused.by(() -> ask.username(other, name)).as(Code.ALREADY_EXISTS, "USERNAME_TAKEN");
        assertThat(get(other)).isEqualTo(before);
        assertThat(lookup(name).getUserId()).isEqualTo(owner);
    }

    @Test
    void what_is_no_username_is_refused_by_every_call_that_takes_one() {
        String user = Api.freshUser();
        for (String wrong : List.of(
                "",
                "   ",
                "ab",
                "a".repeat(33),
                "1ab",
                ".ab",
                "-ab",
                "_ab",
                "na me",
                "name!",
                "näme",
                "nаme",
                "\u212Aelvin",
                "\uFF4Eova",
                "nova\u200B",
                "no\u0000va",
                "nova\n\tx",
                "@nova")) {
            Refused.by(() -> ask.username(user, wrong)).asInvalid("INVALID_USERNAME", "username");
            Refused.by(() -> lookup(wrong)).asInvalid("INVALID_USERNAME", "username");
            Refused.by(() -> ask.lookup(wrong)).asInvalid("INVALID_USERNAME", "username");
            Refused.by(() -> ask.profile(user, wrong, "Nova")).asInvalid("INVALID_USERNAME", "username");
        }
        for (String right : List.of("abc", "a".repeat(32), "a1.", "a--", "z._-")) {
            assertThat(ask.username(Api.freshUser(), right).getUsername()).isEqualTo(right);
        }
    }

    @Test
    void what_is_no_user_id_is_refused_and_anything_else_is_one() {
        for (String wrong : List.of("", " \t\u00A0", "x".repeat(129))) {
            Refused.by(() -> ask.username(wrong, "nova")).asInvalid("INVALID_USER_ID", "user_id");
            Refused.by(() -> get(wrong)).asInvalid("INVALID_USER_ID", "user_id");
        }
        for (String odd :
                List.of("y".repeat(128), "🚀".repeat(128), "a b:c{d}e%20", "../x", "usr_1 2|3\n4", "\u0001")) {
            String name = Api.freshName();
            assertThat(ask.username(odd, name).getUserId()).isEqualTo(odd.strip());
            assertThat(lookup(name).getUserId()).isEqualTo(odd.strip());
            assertThat(get(odd).getUsername()).isEqualTo(name);
        }
    }

    @Test
    void a_user_without_one_has_none() {
        String user = Api.freshUser();
        Refused.by(() -> get(user)).as(Code.NOT_FOUND, "USERNAME_NOT_FOUND");
        ask.details(user, "Nova");
        Refused.by(() -> get(user)).as(Code.NOT_FOUND, "USERNAME_NOT_FOUND");
        Refused.by(() -> lookup(Api.freshName())).as(Code.NOT_FOUND, "USERNAME_NOT_FOUND");
    }
}

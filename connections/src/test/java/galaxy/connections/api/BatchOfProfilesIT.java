package galaxy.connections.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.contracts.connections.v1.BatchGetUserProfilesRequest;
import galaxy.contracts.connections.v1.SetUserProfileRequest;
import galaxy.contracts.connections.v1.UserProfile;
import galaxy.store.Bucket;
import galaxy.testkit.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The profiles of many users in one call. */
class BatchOfProfilesIT extends OnEachTopology {
    private final Ask ask = new Ask(api);

    private List<UserProfile> profiles(List<String> users) {
        return api.calls()
                .batchGetUserProfiles(BatchGetUserProfilesRequest.newBuilder()
                        .addAllUserIds(users)
                        .build())
                .getUserProfilesList();
    }

    private List<UserProfile> profiles(String... users) {
        return profiles(List.of(users));
    }

    private UserProfile named(String user) {
        ask.username(user, Api.freshName());
        return profiles(user).getFirst();
    }

    private static double roundTrips(String operation) {
        return Metrics.of(api.registry).sum("store_call_seconds_count", "operation=\"" + operation + "\"");
    }

    @Test
    void profiles_are_returned_whole_in_the_order_of_the_request_and_each_once() {
        String first = Api.freshUser();
        String second = Api.freshUser();
        String third = Api.freshUser();
        UserProfile whole = api.calls()
                .setUserProfile(SetUserProfileRequest.newBuilder()
                        .setUserId(first)
                        .setUsername(Api.freshName())
                        .setName("Nova")
                        .setAvatarSetId("pilots")
                        .setAvatarAssetId("ace")
                        .setBio("Flies.")
                        .build())
                .getUserProfile();
        UserProfile username = named(second);
        assertThat(username.getUsername()).isNotEmpty();
        ask.details(third, "Orion");
        UserProfile details = profiles(third).getFirst();
        assertThat(profiles(third, Api.freshUser(), " " + second + " ", first, second, third, first))
                .containsExactly(details, username, whole);
    }

    @Test
    void users_without_a_profile_are_left_out_and_no_ids_are_no_profiles() {
        assertThat(profiles(Api.freshUser(), Api.freshUser())).isEmpty();
        assertThat(profiles()).isEmpty();
    }

    @Test
    void a_hundred_ids_are_taken_and_one_more_is_refused_even_if_it_is_a_repeated_one() {
        UserProfile profile = named(Api.freshUser());
        List<String> hundred = IntStream.range(0, 99).mapToObj(i -> "none-" + i).toList();
        assertThat(profiles(Stream.concat(hundred.stream(), Stream.of(profile.getUserId()))
                        .toList()))
                .containsExactly(profile);
        Refused.by(() -> profiles(Collections.nCopies(101, profile.getUserId())))
                .asInvalid("TOO_MANY_USER_IDS", "user_ids");
        Refused.by(() -> profiles(Collections.nCopies(101, ""))).asInvalid("TOO_MANY_USER_IDS", "user_ids");
    }

    @Test
    void an_id_that_is_none_is_named_by_its_place() {
        Refused.by(() -> profiles("a", "b", " \t")).asInvalid("INVALID_USER_ID", "user_ids[2]");
        Refused.by(() -> profiles("x".repeat(129), "")).asInvalid("INVALID_USER_ID", "user_ids[0]");
        assertThat(profiles("x".repeat(128))).isEmpty();
    }

    @Test
    void all_are_read_in_one_pipelined_round_trip() {
        List<String> users =
                IntStream.range(0, 100).mapToObj(i -> Api.freshUser()).toList();
        users.stream().limit(10).forEach(user -> ask.details(user, "Nova"));
        assertThat(profiles(users)).as("the first read loads the script").hasSize(10);
        double pipelined = roundTrips("get_many");
        double single = roundTrips("get");
        assertThat(profiles(users)).hasSize(10);
        assertThat(roundTrips("get_many")).isEqualTo(pipelined + 1);
        assertThat(roundTrips("get")).isEqualTo(single);
    }

    @Test
    void a_profile_that_cannot_be_read_costs_no_other() {
        UserProfile profile = named(Api.freshUser());
        String broken = named(Api.freshUser()).getUserId();
        String key = "connections:{" + Bucket.ofId(broken).tag() + "}:profile:" + broken;
        api.redis().call("set", commands -> commands.set(key, "garbage".getBytes(StandardCharsets.UTF_8)));
        assertThat(profiles(broken, profile.getUserId())).containsExactly(profile);
    }
}

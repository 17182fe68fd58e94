package galaxy.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.Topology;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages on a Redis Cluster. */
class ClusterIT {
    @Test
    void one_signs_in_saves_reads_everything_and_signs_out() {
        try (Platform platform = Platform.on(Topology.CLUSTER)) {
            Browser owner = platform.browser().signIn("cluster-owner@example.com");
            assertThat(owner.post("/profile/name", "race_name", "Nova Cluster").summary())
                    .isEqualTo("303 /profile");
            assertThat(owner.post("/settings/username", "username", "nova").status())
                    .isEqualTo(303);
            assertThat(owner.post("/settings/public-profile", "name", "Nova", "avatar", "pilots/fox", "bio", "b")
                            .status())
                    .isEqualTo(303);
            Answer made = owner.post("/contacts/links", "label", "L", "ends", "7d", "uses", "1", "request_id", "r");
            String opened = owner.follow(made).html().select("#f-url").val().replaceFirst(".*/c/", "/c/");
            Browser user = platform.browser().signIn("cluster-user@example.com");
            Answer preview = user.get(opened);
            assertThat(preview.summary()).isEqualTo("200 c");
            String token = opened.replace("/c/", "");
            assertThat(user.post("/c", "token", token, "request_id", "u").summary())
                    .isEqualTo("303 /contacts");
            assertThat(user.get("/contacts").html().select(".person .name").text())
                    .isEqualTo("Nova");
            for (String page : List.of("profile", "settings", "settings/sessions", "standing", "contacts/links")) {
                assertThat(owner.get("/" + page).status()).as(page).isEqualTo(200);
            }
            assertThat(owner.get("/profile").html().select("[name=race_name]").val())
                    .isEqualTo("Nova Cluster");
            assertThat(owner.post("/sign-out").summary()).isEqualTo("303 /");
            assertThat(owner.get("/profile").summary()).isEqualTo("303 /sign-in");
        }
    }
}

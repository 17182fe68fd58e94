package galaxy.connections.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.contracts.connections.v1.GetContactLinkRequest;
import galaxy.contracts.connections.v1.PreviewContactLinkRequest;
import galaxy.contracts.connections.v1.PreviewContactLinkResponse;
import galaxy.testkit.Metrics;
import io.grpc.Status.Code;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an owner calls a link, and one link by its id. */
class LinkLabelsIT extends OnEachTopology {
    private static final String MARK = "zqlabel";

    /** Too long, with a control, a line separator, a bidirectional or zero-width character, a filler, and too many marks. */
    private static final List<String> INVALID = List.of(
            "x".repeat(65),
            "a\nb",
            "a\u0000b",
            "a\u007Fb",
            "a\u0085b",
            "a\u2028b",
            "a\u202Eb",
            "a\u2066b",
            "a\u200Bb",
            "a\u3164b",
            "\u2800",
            "a" + "\u0301".repeat(5));

    private final Ask ask = new Ask(api);

    private static CreateContactLinkRequest.Builder labelled(String owner, String label) {
        return CreateContactLinkRequest.newBuilder()
                .setOwnerUserId(owner)
                .setRequestId(Api.freshRequest())
                .setLabel(label);
    }

    private ContactLink get(String owner, String linkId) {
        return api.calls()
                .getContactLink(GetContactLinkRequest.newBuilder()
                        .setOwnerUserId(owner)
                        .setLinkId(linkId)
                        .build())
                .getContactLink();
    }

    private static double reads() {
        return Metrics.of(api.registry).sum("store_call_seconds_count", "operation=\"get\"");
    }

    @Test
    void the_owner_reads_the_label_wherever_the_owner_reads_the_link() {
        String owner = Api.freshUser();
        ContactLink link = ask.link(labelled(owner, "  Team \u00E9 \uD83D\uDE80 \u00A0"));
        assertThat(link.getLabel()).isEqualTo("Team \u00E9 \uD83D\uDE80");
        assertThat(get(owner, link.getLinkId())).isEqualTo(link);
        assertThat(ask.links(owner)).containsExactly(link);
        ask.consume(link, Api.freshUser());
        ContactLink revoked = ask.revoke(link);
        assertThat(revoked.getLabel()).isEqualTo(link.getLabel());
        assertThat(get(owner, link.getLinkId())).isEqualTo(revoked);
        assertThat(revoked.getUseCount()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u00A0"})
    void a_link_needs_no_label(String none) {
        assertThat(ask.link(labelled(Api.freshUser(), none)).getLabel()).isEmpty();
    }

    @Test
    void a_label_has_64_code_points_at_most_and_each_shows() {
        String owner = Api.freshUser();
        String rocket = "\uD83D\uDE80";
        assertThat(ask.link(labelled(owner, " " + rocket.repeat(64) + " ")).getLabel())
                .isEqualTo(rocket.repeat(64));
        for (String label : INVALID) {
            Refused.by(() -> ask.link(labelled(owner, label))).asInvalid("INVALID_LINK", "label");
        }
        assertThat(ask.links(owner)).hasSize(1);
    }

    @Test
    void a_repeated_request_returns_the_first_link_with_its_label() {
        CreateContactLinkRequest.Builder request = labelled(Api.freshUser(), "first");
        ContactLink link = ask.link(request);
        assertThat(ask.link(request.setLabel("second"))).isEqualTo(link);
        assertThat(ask.link(request.setLabel(""))).isEqualTo(link);
        assertThat(ask.links(link.getOwnerUserId())).containsExactly(link);
    }

    @Test
    void previews_and_events_do_not_have_the_label() {
        String owner = Api.freshUser();
        ContactLink link = ask.link(labelled(owner, MARK));
        var preview = api.calls()
                .previewContactLink(PreviewContactLinkRequest.newBuilder()
                        .setToken(link.getToken())
                        .build());
        assertThat(preview.toString()).doesNotContain(MARK);
        assertThat(PreviewContactLinkResponse.getDescriptor().getFields())
                .extracting(FieldDescriptor::getName)
                .doesNotContain("label");
        ask.consume(link, Api.freshUser());
        ask.revoke(link);
        assertThat(api.events().of(owner)).hasSize(3);
        assertThat(api.events().all())
                .noneMatch(event -> event.data().toString().contains(MARK))
                .noneMatch(event -> event.attributes().toString().contains(MARK));
    }

    @Test
    void a_link_is_found_by_its_owner_alone_with_one_read() {
        String owner = Api.freshUser();
        ContactLink link = ask.link(owner);
        double before = reads();
        assertThat(get(" " + owner, " " + link.getLinkId())).isEqualTo(link);
        assertThat(reads()).isEqualTo(before + 1);
        Refused.by(() -> get(Api.freshUser(), link.getLinkId())).as(Code.NOT_FOUND, "LINK_NOT_FOUND");
        Refused.by(() -> get(owner, "lnk_" + "0".repeat(32))).as(Code.NOT_FOUND, "LINK_NOT_FOUND");
        Refused.by(() -> get(owner, "nope")).as(Code.NOT_FOUND, "LINK_NOT_FOUND");
        Refused.by(() -> get(owner, " ")).asInvalid("INVALID_LINK_ID", "link_id");
        Refused.by(() -> get("", link.getLinkId())).asInvalid("INVALID_USER_ID", "owner_user_id");
    }
}

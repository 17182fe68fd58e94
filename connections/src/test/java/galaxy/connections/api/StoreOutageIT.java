package galaxy.connections.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.contracts.connections.v1.ContactLink;
import galaxy.testkit.FaultProxy;
import galaxy.testkit.RedisNode;
import io.grpc.Status.Code;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The store goes away under a running service, and comes back. */
class StoreOutageIT {
    @Test
    void calls_are_answered_unavailable_while_the_store_is_cut_off_and_go_on_by_themselves() throws Exception {
        try (RedisNode redis = RedisNode.start();
                FaultProxy proxy = FaultProxy.inFrontOf(redis)) {
            try (Api api = Api.at(proxy.uri())) {
                Ask ask = new Ask(api);
                String user = Api.freshUser();
                ask.profile(user, "nova", "Nova");
                ContactLink link = ask.link(user);
                proxy.refuse();
                proxy.cutAll();
                Refused.by(() -> ask.lookup("nova")).as(Code.UNAVAILABLE, "SERVICE_UNAVAILABLE");
                Refused.by(() -> ask.username(user, "orion")).as(Code.UNAVAILABLE, "SERVICE_UNAVAILABLE");
                Refused.by(() -> ask.add(user, "pilot-2")).as(Code.UNAVAILABLE, "SERVICE_UNAVAILABLE");
                Refused.by(() -> ask.consume(link, "pilot-2")).as(Code.UNAVAILABLE, "SERVICE_UNAVAILABLE");
                proxy.pass();
                await().atMost(Duration.ofSeconds(10))
                        .ignoreExceptions()
                        .until(() -> ask.lookup("nova").getUserId().equals(user));
                assertThat(ask.contactsOf(user)).isEmpty();
                ask.consume(link, "pilot-2");
                assertThat(ask.contactsOf("pilot-2")).containsExactly(user);
            }
        }
    }
}

package galaxy.torture.hostile;

import galaxy.torture.hostile.RpcContract.Call;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** E-mail addresses in all fields of gRPC requests that are not for them. */
record RpcAddresses(AttackContext context, RpcContract contract, ManagedChannel channel) implements Attack {
    private static final List<String> FIELDS = List.of("username", "token", "link_id", "page_token");

    @Override
    public String name() {
        return "e-mail addresses in gRPC requests";
    }

    @Override
    public void run(RandomGenerator random) {
        RpcCheck check = new RpcCheck(context.checks());
        String email = context.checks().addresses().next();
        for (Call call : contract.calls()) {
            for (String field : FIELDS) {
                Map<String, String> texts = new HashMap<>(Map.of(
                        "user_id", "any", "owner_user_id", "any", "request_id", "any", "name", "Any", field, email));
                try {
                    call.send(channel, call.request(texts));
                    check.ok(name());
                } catch (StatusRuntimeException e) {
                    check.error(name(), call.name() + " " + field, e);
                }
            }
        }
    }
}

package galaxy.chassis.service;

import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import galaxy.contracts.Role;
import galaxy.kernel.Secret;
import galaxy.kernel.UnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** A service that another one calls over gRPC: at {@code <caller>.<service>.target}, or in the same process. */
public final class RpcUpstream {
    private final String service;
    private final String caller;
    private final Role role;
    private final Setting<Optional<String>> target;
    private final Setting<Optional<Secret>> token;

    /**
     * Names both.
     *
     * @param service the name of the one that is called
     * @param caller the name of the other
     * @param role of the caller
     */
    public RpcUpstream(String service, String caller, Role role) {
        this.service = service;
        this.caller = caller;
        this.role = role;
        String prefix = caller + "." + service;
        target = new Setting<>(
                prefix + ".target",
                Kind.text().orNone(),
                "",
                "target of the " + service + " service, host:port; that of the same process without it");
        token = new Setting<>(
                prefix + ".token",
                Kind.secret().orNone(),
                "",
                "bearer token for the " + service + " service, of the role " + role.code());
    }

    /** What the operator has given. */
    public record Given(Optional<String> target, Optional<Secret> token) {}

    public List<Setting<?>> settings() {
        return List.of(target, token);
    }

    public Given read(SettingsReader reader) {
        return new Given(reader.get(target), reader.get(token));
    }

    /**
     * Reports a target that its client does not take, and that there is none to call.
     *
     * @param client throws an {@link IllegalArgumentException} for what is no target
     */
    public void check(SettingsReader reader, ProcessPlan plan, Consumer<String> client) {
        try {
            reader.get(target).ifPresent(client);
        } catch (IllegalArgumentException e) {
            reader.problem(target, "is not a target; give host:port, with a port of 1 to 65535");
        }
        if (reader.get(target).isEmpty() && !plan.services().contains(service)) {
            reader.problem(
                    target,
                    "is not set, and the %s service is not in this process; give its target, or serve it too"
                            .formatted(service));
        }
    }

    /**
     * A client of it, which is made when it is first needed: a service of the same process may start later.
     *
     * @param open makes the client of a target
     * @param close closes it
     */
    public <C> Upstream.Connection<C> connect(
            Given given, Peers peers, BiFunction<String, Optional<Secret>, C> open, Consumer<C> close) {
        Optional<Secret> known =
                given.target().isPresent() ? given.token() : given.token().or(() -> peers.token(caller, role));
        return new Upstream.Connection<>(() -> open.apply(target(given, peers), known), close);
    }

    /** Of a service of the same process, which may still start. */
    private String target(Given given, Peers peers) {
        return given.target()
                .or(() -> peers.target(service))
                .orElseThrow(() -> new UnavailableException("the " + service + " service is starting"));
    }
}

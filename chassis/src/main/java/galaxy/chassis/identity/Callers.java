package galaxy.chassis.identity;

import galaxy.chassis.server.BindAddress;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.settings.SettingsException;
import galaxy.contracts.Role;
import galaxy.kernel.BearerScheme;
import galaxy.kernel.FileReason;
import galaxy.kernel.Secret;
import galaxy.kernel.Sha256;
import galaxy.kernel.Utf8;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The callers that an operator has configured, by the SHA-256 digest of their bearer tokens; the tokens themselves are
 * not stored. Without callers the service is open to every client that reaches it.
 *
 * <p>One caller is {@code name=role:digest}, the digest in 64 hexadecimal digits; a file has one a line, with empty
 * lines and lines that begin with {@code #} left out. A name may be repeated with the same role and another
 * token, so that a token can be replaced while both work. {@code printf %s "$TOKEN" | sha256sum} makes the digest.
 */
public final class Callers implements Authenticator {
    private static final Pattern LINE =
            Pattern.compile("([A-Za-z0-9._-]{1,64})\\s*=\\s*([a-z]+)\\s*:\\s*([0-9a-fA-F]{64})");

    private static final int DRAWN_BYTES = 32;

    private static final String ROLES =
            Arrays.stream(Role.values()).map(Role::code).collect(Collectors.joining(", "));

    private final boolean isOpen;
    private final List<Entry> entries;

    private Callers(List<Entry> configured) {
        this.isOpen = configured.isEmpty();
        this.entries = new CopyOnWriteArrayList<>(configured);
    }

    /** No caller is configured: the service is open. */
    public static Callers none() {
        return new Callers(List.of());
    }

    /**
     * Reads both settings.
     *
     * @throws SettingsException with every invalid line; no digest is shown
     */
    public static Callers read(CallersSettings settings) {
        var problems = new ArrayList<String>();
        var entries = new ArrayList<Entry>();
        settings.inline()
                .ifPresent(text -> parse("callers", List.of(text.reveal().split(";")), entries, problems));
        settings.file().ifPresent(path -> {
            try {
                parse(path.toString(), Utf8.read(path).lines().toList(), entries, problems);
            } catch (IOException e) {
                problems.add("callers.file: %s cannot be read (%s); give a readable file in UTF-8, or take the key out"
                        .formatted(path, FileReason.of(e)));
            }
        });
        if (problems.isEmpty() && settings.file().isPresent() && entries.isEmpty()) {
            problems.add("callers.file: no caller in it; write one a line as name=role:sha256, or take the key out");
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new Callers(List.copyOf(entries));
    }

    private static void parse(String where, List<String> lines, List<Entry> entries, List<String> problems) {
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var here = "%s, entry %d: ".formatted(where, i + 1);
            var matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                problems.add(here + "write name=role:sha256 with the digest in 64 hexadecimal digits");
                continue;
            }
            var role = Role.of(matcher.group(2));
            if (role.isEmpty()) {
                problems.add(here + "no such role; use one of " + ROLES);
                continue;
            }
            var caller = new Caller(matcher.group(1), role.get());
            var entry = new Entry(caller, HexFormat.of().parseHex(matcher.group(3)));
            conflict(entries, entry).ifPresentOrElse(words -> problems.add(here + words), () -> entries.add(entry));
        }
    }

    private static Optional<String> conflict(List<Entry> entries, Entry entry) {
        for (var other : entries) {
            if (MessageDigest.isEqual(other.digest, entry.digest)) {
                return Optional.of("this token belongs to another entry already; give each its own");
            }
            if (other.caller.name().equals(entry.caller.name()) && other.caller.role() != entry.caller.role()) {
                return Optional.of("this name has another role already; a caller has one role");
            }
        }
        return Optional.empty();
    }

    @Override
    public void requireSafe(ListenerSettings listener) {
        requireSafe(listener.address());
    }

    /**
     * Refuses an address on which any client could use everything.
     *
     * @throws SettingsException when the address can be reached from other machines and no caller is configured
     */
    public void requireSafe(BindAddress address) {
        if (isOpen() && !address.ip().isLoopbackAddress()) {
            throw new SettingsException(List.of(
                    "%s: %s can be reached from other machines and no caller is configured, so any client could change accounts; set callers.file (or GALAXY_CALLERS), or listen on 127.0.0.1"
                            .formatted(address.key(), address.ip().getHostAddress())));
        }
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    /**
     * A token for calls inside this process, drawn now; none is needed while the service is open.
     *
     * @param name of the caller in log lines and events
     */
    public Optional<Secret> draw(String name, Role role, RandomGenerator random) {
        if (isOpen) {
            return Optional.empty();
        }
        byte[] bytes = new byte[DRAWN_BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        entries.add(new Entry(new Caller(name, role), Sha256.of(token)));
        return Optional.of(Secret.of(token));
    }

    @Override
    public Admission admit(Access access, Principal principal) {
        return switch (access) {
            case Access.Anyone anyone -> Admission.ADMITTED;
            case Access.Only(var roles) when isOpen() -> Admission.ADMITTED;
            case Access.Only(var roles) ->
                switch (principal) {
                    case Anonymous unknown -> Admission.UNAUTHENTICATED;
                    case SignedIn person -> Admission.PERMISSION_DENIED;
                    case Caller caller ->
                        roles.contains(caller.role()) ? Admission.ADMITTED : Admission.PERMISSION_DENIED;
                };
        };
    }

    /** Takes the same time whichever entry matches, if any. */
    @Override
    public Principal authenticate(RequestHeaders headers) {
        return headers.single("authorization")
                .flatMap(BearerScheme::token)
                .flatMap(this::find)
                .<Principal>map(caller -> caller)
                .orElseGet(Anonymous::new);
    }

    private Optional<Caller> find(String token) {
        var digest = Sha256.of(token);
        Optional<Caller> found = Optional.empty();
        for (var entry : entries) {
            if (MessageDigest.isEqual(entry.digest, digest)) {
                found = Optional.of(entry.caller);
            }
        }
        return found;
    }

    /** Holds the digest; a class and not a record because arrays have no equality. */
    private static final class Entry {
        private final Caller caller;
        private final byte[] digest;

        private Entry(Caller caller, byte[] digest) {
            this.caller = caller;
            this.digest = digest;
        }
    }
}

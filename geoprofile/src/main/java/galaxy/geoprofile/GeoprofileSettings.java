package galaxy.geoprofile;

import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import galaxy.geoip.GeoipSettings;
import galaxy.geoprofile.profile.ApprovalRules;
import galaxy.kernel.Parsed;
import galaxy.kernel.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of the service, with those of the library of countries.
 *
 * @param usersUrl where users are; absent for those of this process
 * @param usersToken for them
 */
record GeoprofileSettings(
        ListenerSettings http,
        GeoipSettings geoip,
        ApprovalRules rules,
        Optional<URI> usersUrl,
        Optional<Secret> usersToken) {
    private static final ListenerKeys HTTP =
            new ListenerKeys("geoprofile.http", 8083, "port of the geo profile service: REST and /openapi.yaml");
    private static final Setting<Approval> APPROVAL = new Setting<>(
            "geoprofile.approval",
            Kind.oneOf(Approval.class),
            "manual",
            "who approves what users declare: a reviewer (manual), or for a first declaration also the rule that it is"
                    + " the country where the user was seen most in 30 days, on 3 days or more (first-auto)");
    private static final Setting<Duration> COOL_DOWN = new Setting<>(
            "geoprofile.cool-down",
            Kind.duration(),
            "90d",
            "how long after a change of the effective country a user may not declare another one");
    static final Setting<Optional<URI>> USERS_URL = new Setting<>(
            "geoprofile.users.url",
            url().orNone(),
            "",
            "address of the users service; those of the same process without it");
    private static final Setting<Optional<Secret>> USERS_TOKEN = new Setting<>(
            "geoprofile.users.token",
            Kind.secret().orNone(),
            "",
            "bearer token for the users service, of the role geo");

    /** Who approves. */
    enum Approval {
        MANUAL,
        FIRST_AUTO
    }

    static final List<Setting<?>> ALL = Stream.of(
                    HTTP.all().stream(), Stream.<Setting<?>>of(APPROVAL, COOL_DOWN, USERS_URL, USERS_TOKEN))
            .flatMap(settings -> settings)
            .toList();

    static GeoprofileSettings read(SettingsReader reader) {
        return new GeoprofileSettings(
                HTTP.read(reader),
                GeoipSettings.read(reader),
                new ApprovalRules(reader.get(APPROVAL) == Approval.FIRST_AUTO, reader.get(COOL_DOWN)),
                reader.get(USERS_URL),
                reader.get(USERS_TOKEN));
    }

    private static Kind<URI> url() {
        return Kind.open("address", text -> {
            try {
                URI uri = URI.create(text);
                boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                return isHttp && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null
                        ? Parsed.valid(uri)
                        : Parsed.invalid("not an address of a service; give http://host:port");
            } catch (IllegalArgumentException e) {
                return Parsed.invalid("not an address of a service; give http://host:port");
            }
        });
    }
}

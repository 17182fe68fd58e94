package galaxy.geoprofile;

import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.service.Upstream;
import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import galaxy.contracts.Role;
import galaxy.geoip.GeoipSettings;
import galaxy.geoprofile.profile.ApprovalRules;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The settings of the service, with those of the library of countries.
 */
record GeoprofileSettings(ListenerSettings http, GeoipSettings geoip, ApprovalRules rules, Upstream.Given users) {
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
    static final Upstream USERS = new Upstream("users", "geoprofile", Role.GEO);

    /** Who approves. */
    enum Approval {
        MANUAL,
        FIRST_AUTO
    }

    static final List<Setting<?>> ALL = Stream.of(
                    HTTP.all().stream(), USERS.settings().stream(), Stream.<Setting<?>>of(APPROVAL, COOL_DOWN))
            .<Setting<?>>flatMap(settings -> settings)
            .toList();

    static GeoprofileSettings read(SettingsReader reader) {
        return new GeoprofileSettings(
                HTTP.read(reader),
                GeoipSettings.read(reader),
                new ApprovalRules(reader.get(APPROVAL) == Approval.FIRST_AUTO, reader.get(COOL_DOWN)),
                USERS.read(reader));
    }
}

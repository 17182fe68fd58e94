package galaxy.app.cli.users;

import galaxy.app.cli.JsonOption;
import galaxy.app.cli.Table;
import galaxy.app.cli.TimeFormat;
import galaxy.client.users.LimitOverride;
import galaxy.client.users.Removal;
import galaxy.client.users.Sanction;
import galaxy.client.users.UsersClient;
import galaxy.client.users.UsersJson;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code galaxy users history}. */
@Command(
        name = "history",
        description = {
            "Shows all plans, sanctions and own limits of a user, the newest first.",
            "With --json one line for each record, with its kind in the field kind."
        })
final class UserHistory extends UsersServiceCommand {
    enum Kind {
        PERIODS,
        SANCTIONS,
        LIMITS
    }

    @Parameters(paramLabel = "USER", description = UserArgument.RULE)
    private UserArgument user = new UserArgument.ByName("");

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "KIND",
            description = "Only these of periods, sanctions, limits; separated by commas.")
    private List<Kind> only = List.of();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    int run(UsersClient client) {
        UserId userId = user.userId(client);
        Set<Kind> kinds = only.isEmpty() ? EnumSet.allOf(Kind.class) : EnumSet.copyOf(only);
        for (Kind kind : kinds) {
            if (json.isOn()) {
                lines(client, userId, kind).forEach(node -> out().println(node.put("kind", singular(kind))));
            } else {
                table(client, userId, kind);
            }
        }
        return 0;
    }

    private static Stream<ObjectNode> lines(UsersClient client, UserId userId, Kind kind) {
        return switch (kind) {
            case PERIODS -> client.periods(userId).map(UsersJson::period);
            case SANCTIONS -> client.sanctions(userId).map(UsersJson::sanction);
            case LIMITS -> client.limits(userId).map(UsersJson::limit);
        };
    }

    private void table(UsersClient client, UserId userId, Kind kind) {
        switch (kind) {
            case PERIODS ->
                print(
                        kind,
                        List.of("PLAN", "FROM (UTC)", "TO"),
                        client.periods(userId),
                        period -> row(
                                List.of(
                                        period.plan().value(),
                                        TimeFormat.show(period.startsAt()),
                                        end(period.endsAt())),
                                UserTables.reason(period.reason().value(), period.actor()),
                                period.removal()));
            case SANCTIONS ->
                print(kind, List.of("SANCTION", "SCOPE", "FROM (UTC)", "EXPIRES"), client.sanctions(userId), record -> {
                    Sanction sanction = record.sanction();
                    return row(
                            List.of(
                                    sanction.code().value(),
                                    sanction.scope(),
                                    TimeFormat.show(sanction.appliedAt()),
                                    end(sanction.expiresAt())),
                            UserTables.reason(sanction.reason().value(), sanction.actor()),
                            record.removal());
                });
            case LIMITS ->
                print(kind, List.of("LIMIT", "VALUE", "FROM (UTC)", "EXPIRES"), client.limits(userId), record -> {
                    LimitOverride limit = record.limit();
                    return row(
                            List.of(
                                    limit.code().value(),
                                    Integer.toString(limit.value()),
                                    TimeFormat.show(limit.appliedAt()),
                                    end(limit.expiresAt())),
                            UserTables.reason(limit.reason().value(), limit.actor()),
                            record.removal());
                });
        }
    }

    private <T> void print(Kind kind, List<String> columns, Stream<T> records, Function<T, String[]> row) {
        Table table = new Table(Stream.concat(columns.stream(), Stream.of("REASON", "REMOVED", "REASON"))
                .toArray(String[]::new));
        List<String[]> rows = records.map(row).toList();
        if (rows.isEmpty()) {
            out().println("no " + kind.name().toLowerCase(Locale.ROOT));
        } else {
            rows.forEach(table::row);
            table.print(out());
        }
        out().println();
    }

    private static String[] row(List<String> cells, String reason, Optional<Removal> removal) {
        return Stream.of(
                        cells.stream(),
                        Stream.of(reason),
                        removal.stream()
                                .flatMap(known -> Stream.of(
                                        TimeFormat.show(known.at()),
                                        UserTables.reason(known.reason().value(), known.by()))))
                .flatMap(Function.identity())
                .toArray(String[]::new);
    }

    private static String end(Optional<Instant> end) {
        return end.map(TimeFormat::show).orElse("-");
    }

    private static String singular(Kind kind) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return name.substring(0, name.length() - 1);
    }
}

package galaxy.app.cli.users;

import galaxy.app.cli.Table;
import galaxy.app.cli.TimeFormat;
import galaxy.client.users.Account;
import galaxy.client.users.Denial;
import galaxy.client.users.EffectiveLimit;
import galaxy.client.users.EmailBlock;
import galaxy.client.users.Entitlement;
import galaxy.client.users.LimitOverride;
import galaxy.client.users.Markers;
import galaxy.client.users.Sanction;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.UserSummary;
import galaxy.kernel.Actor;
import galaxy.kernel.UserId;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Users as tables. */
final class UserTables {
    private final PrintWriter out;
    private final Instant now;

    UserTables(PrintWriter out, Instant now) {
        this.out = out;
        this.now = now;
    }

    void account(Account account) {
        Table table = Table.plain()
                .row("user id", account.userId().value())
                .row("e-mail", account.email().value())
                .row("race name", account.raceName())
                .row("language", account.preferredLanguage())
                .row("time zone", account.timeZone())
                .row("country", account.declaredCountry().orElse("-"))
                .row("created (UTC)", TimeFormat.show(account.createdAt()))
                .row("changed", TimeFormat.show(account.updatedAt()));
        plan(table, "  since", account.entitlement());
        table.print(out);
    }

    void entitlement(Entitlement entitlement) {
        Table table = Table.plain();
        plan(table, "  since (UTC)", entitlement);
        table.print(out);
    }

    private void plan(Table table, String since, Entitlement entitlement) {
        table.row("plan", entitlement.plan().value())
                .row(since, TimeFormat.show(entitlement.startsAt()))
                .row("  ends", TimeFormat.showEnd(entitlement.endsAt(), now))
                .row("  reason", reason(entitlement.reason().value(), entitlement.actor()));
    }

    void sanctions(List<Sanction> sanctions) {
        if (sanctions.isEmpty()) {
            out.println("no sanctions in force");
            return;
        }
        Table table = new Table("SANCTION", "SCOPE", "SINCE (UTC)", "EXPIRES", "REASON");
        sanctions.forEach(sanction -> table.row(
                sanction.code().value(),
                sanction.scope(),
                TimeFormat.show(sanction.appliedAt()),
                TimeFormat.showEnd(sanction.expiresAt(), now),
                reason(sanction.reason().value(), sanction.actor())));
        table.print(out);
    }

    void limits(List<EffectiveLimit> limits, List<LimitOverride> overrides) {
        Table table = new Table("LIMIT", "VALUE", "FROM", "EXPIRES (UTC)", "REASON");
        for (EffectiveLimit limit : limits) {
            String value = Integer.toString(limit.value());
            overrides.stream()
                    .filter(override -> override.code().equals(limit.code()))
                    .findFirst()
                    .ifPresentOrElse(
                            override -> table.row(
                                    limit.code().value(),
                                    value,
                                    "override",
                                    TimeFormat.showEnd(override.expiresAt(), now),
                                    reason(override.reason().value(), override.actor())),
                            () -> table.row(limit.code().value(), value, "plan"));
        }
        table.print(out);
    }

    void markers(Markers may, List<Denial> denials) {
        Table table = new Table("MARKER", "VALUE", "CAUSES (UTC)");
        row(table, denials, "can_login", may.canLogin());
        row(table, denials, "can_create_private_game", may.canCreatePrivateGame());
        row(table, denials, "can_manage_private_game", may.canManagePrivateGame());
        row(table, denials, "can_join_game", may.canJoinGame());
        row(table, denials, "can_update_profile", may.canUpdateProfile());
        table.print(out);
    }

    /** One line for each user; the e-mail address is for {@code show} and {@code --json}. */
    void summaries(List<UserSummary> users) {
        Table table = new Table("USER ID", "RACE NAME", "PLAN", "PLAN ENDS (UTC)", "COUNTRY", "SANCTIONS", "CREATED")
                .mayLeaveOut("CREATED", "COUNTRY", "PLAN ENDS (UTC)", "SANCTIONS", "PLAN");
        users.forEach(user -> table.row(
                user.userId().value(),
                user.raceName(),
                user.plan().value(),
                user.endsAt().map(TimeFormat::show).orElse("-"),
                user.declaredCountry().orElse("-"),
                user.sanctions().stream()
                        .map(SanctionCode::value)
                        .reduce((first, second) -> first + ", " + second)
                        .orElse("-"),
                TimeFormat.show(user.createdAt())));
        table.print(out);
    }

    /** One line for each block; its id is for {@code --json}. */
    void blocks(List<EmailBlock> blocks) {
        Table table = new Table("E-MAIL", "SINCE (UTC)", "ENDS", "REASON", "USER ID").mayLeaveOut("USER ID");
        blocks.forEach(block -> table.row(
                block.email().value(),
                TimeFormat.show(block.blockedAt()),
                TimeFormat.showEnd(block.expiresAt(), now),
                block.actor()
                        .map(actor -> reason(block.reason().value(), actor))
                        .orElseGet(() -> block.reason().value()),
                block.userId().map(UserId::value).orElse("-")));
        table.print(out);
    }

    static String reason(String reason, Actor actor) {
        return reason + " (" + actor.type() + actor.id().map(id -> ":" + id).orElse("") + ")";
    }

    private void row(Table table, List<Denial> denials, String marker, boolean may) {
        table.row(
                marker,
                may ? "yes" : "no",
                denials.stream()
                        .filter(denial -> denial.marker().value().equals(marker))
                        .map(this::cause)
                        .collect(Collectors.joining(", ")));
    }

    private String cause(Denial denial) {
        String until = denial.expiresAt()
                .map(time -> " until " + TimeFormat.show(time))
                .orElse("");
        return switch (denial.kind()) {
            case Denial.LIMIT -> "the limit " + denial.code() + " is 0" + until;
            case Denial.EMAIL_BLOCK -> "the e-mail address is blocked: " + denial.code();
            default -> denial.kind() + " " + denial.code() + until;
        };
    }
}

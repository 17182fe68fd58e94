package galaxy.app.cli;

import galaxy.client.Account;
import galaxy.client.Denial;
import galaxy.client.EffectiveLimit;
import galaxy.client.Eligibility;
import galaxy.client.Entitlement;
import galaxy.client.LimitOverride;
import galaxy.client.Markers;
import galaxy.client.Sanction;
import galaxy.client.SanctionCode;
import galaxy.kernel.Actor;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Answers for people. */
final class Print {
    private final PrintWriter out;
    private final Instant now;

    Print(PrintWriter out, Instant now) {
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
                .row("created", Times.show(account.createdAt()))
                .row("changed", Times.show(account.updatedAt()));
        plan(table, account.entitlement());
        table.print(out);
    }

    void entitlement(Entitlement entitlement) {
        Table table = Table.plain();
        plan(table, entitlement);
        table.print(out);
    }

    private void plan(Table table, Entitlement entitlement) {
        table.row("plan", entitlement.plan().value())
                .row("  since", Times.show(entitlement.startsAt()))
                .row("  ends", Times.showEnd(entitlement.endsAt(), now))
                .row("  because", because(entitlement.reason().value(), entitlement.actor()));
    }

    void sanctions(List<Sanction> sanctions) {
        if (sanctions.isEmpty()) {
            out.println("no sanctions in force");
            return;
        }
        Table table = new Table("SANCTION", "SCOPE", "SINCE", "EXPIRES", "BECAUSE");
        sanctions.forEach(sanction -> table.row(
                sanction.code().value(),
                sanction.scope(),
                Times.show(sanction.appliedAt()),
                Times.showEnd(sanction.expiresAt(), now),
                because(sanction.reason().value(), sanction.actor())));
        table.print(out);
    }

    void limits(List<EffectiveLimit> limits, List<LimitOverride> overrides) {
        Table table = new Table("LIMIT", "VALUE", "FROM", "EXPIRES", "BECAUSE");
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
                                    Times.showEnd(override.expiresAt(), now),
                                    because(override.reason().value(), override.actor())),
                            () -> table.row(limit.code().value(), value, "plan"));
        }
        table.print(out);
    }

    void markers(Eligibility.Known known) {
        Markers may = known.markers();
        Table table = new Table("MAY", "", "WHY NOT");
        row(table, known, "can_login", may.canLogin());
        row(table, known, "can_create_private_game", may.canCreatePrivateGame());
        row(table, known, "can_manage_private_game", may.canManagePrivateGame());
        row(table, known, "can_join_game", may.canJoinGame());
        row(table, known, "can_update_profile", may.canUpdateProfile());
        table.print(out);
    }

    /** One line for each user; the e-mail address is for {@code show} and {@code --json}. */
    void accounts(List<Account> accounts) {
        Table table = new Table("USER ID", "RACE NAME", "PLAN", "PLAN ENDS", "COUNTRY", "SANCTIONS", "CREATED");
        accounts.forEach(account -> table.row(
                account.userId().value(),
                account.raceName(),
                account.entitlement().plan().value(),
                account.entitlement().endsAt().map(Times::show).orElse("-"),
                account.declaredCountry().orElse("-"),
                account.sanctions().stream()
                        .map(Sanction::code)
                        .map(SanctionCode::value)
                        .reduce((first, second) -> first + ", " + second)
                        .orElse("-"),
                Times.show(account.createdAt())));
        table.print(out);
    }

    static String because(String reason, Actor actor) {
        return reason + " (" + actor.type() + actor.id().map(id -> ":" + id).orElse("") + ")";
    }

    private void row(Table table, Eligibility.Known known, String marker, boolean may) {
        table.row(
                marker,
                may ? "yes" : "no",
                known.denials().stream()
                        .filter(denial -> denial.marker().value().equals(marker))
                        .map(this::why)
                        .collect(Collectors.joining(", ")));
    }

    private String why(Denial denial) {
        String until =
                denial.expiresAt().map(time -> " until " + Times.show(time)).orElse("");
        return switch (denial.kind()) {
            case Denial.LIMIT -> "the limit " + denial.code() + " is 0" + until;
            case Denial.EMAIL_BLOCK -> "the e-mail address is blocked: " + denial.code();
            default -> denial.kind() + " " + denial.code() + until;
        };
    }
}

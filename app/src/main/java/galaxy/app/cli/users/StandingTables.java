package galaxy.app.cli.users;

import galaxy.app.cli.Table;
import galaxy.app.cli.TimeFormat;
import galaxy.client.users.Standing;
import galaxy.kernel.ReasonCode;
import java.io.PrintWriter;

/** A standing as tables. */
final class StandingTables {
    private final PrintWriter out;
    private final Standing standing;

    StandingTables(PrintWriter out, Standing standing) {
        this.out = out;
        this.standing = standing;
    }

    void print() {
        account();
        out.println();
        active();
        out.println();
        past();
        out.println();
        limits();
        out.println();
        new UserTables(out, standing.asOf()).markers(standing.markers(), standing.denials());
    }

    private void account() {
        Standing.PlanInForce plan = standing.plan();
        Table table = Table.plain()
                .row("user id", standing.userId().value())
                .row("as of (UTC)", TimeFormat.show(standing.asOf()))
                .row("plan", plan.plan().value())
                .row("  since", TimeFormat.show(plan.startsAt()))
                .row("  ends", TimeFormat.showEnd(plan.endsAt(), standing.asOf()));
        standing.emailBlock().ifPresentOrElse(block -> block(table, block), () -> table.row("e-mail", "not blocked"));
        table.print(out);
    }

    private void block(Table table, Standing.Block block) {
        table.row("e-mail", "blocked: " + block.reason().value())
                .row("  since", TimeFormat.show(block.blockedAt()))
                .row("  ends", TimeFormat.showEnd(block.expiresAt(), standing.asOf()));
    }

    private void active() {
        if (standing.active().isEmpty()) {
            out.println("no sanctions in force");
            return;
        }
        Table table =
                new Table("SANCTION", "SCOPE", "SINCE (UTC)", "EXPIRES", "REASON", "REFERENCE").mayLeaveOut("SCOPE");
        standing.active()
                .forEach(sanction -> table.row(
                        sanction.code().value(),
                        sanction.scope(),
                        TimeFormat.show(sanction.appliedAt()),
                        TimeFormat.showEnd(sanction.expiresAt(), standing.asOf()),
                        sanction.reason().value(),
                        sanction.reference()));
        table.print(out);
    }

    private void past() {
        if (standing.past().isEmpty()) {
            out.println("no past sanctions");
            return;
        }
        Table table = new Table("PAST SANCTION", "FROM (UTC)", "ENDED", "REASON", "REMOVED FOR", "REFERENCE")
                .mayLeaveOut("FROM (UTC)");
        standing.past()
                .forEach(past -> table.row(
                        past.sanction().code().value(),
                        TimeFormat.show(past.sanction().appliedAt()),
                        TimeFormat.show(past.endedAt()),
                        past.sanction().reason().value(),
                        past.removalReason().map(ReasonCode::value).orElse("-"),
                        past.sanction().reference()));
        table.print(out);
    }

    private void limits() {
        Table table = new Table("LIMIT", "VALUE", "FROM", "EXPIRES (UTC)");
        standing.limits()
                .forEach(shown -> table.row(
                        shown.limit().code().value(),
                        Integer.toString(shown.limit().value()),
                        shown.limit().isOverride() ? "override" : "plan",
                        shown.expiresAt().map(TimeFormat::show).orElse("-")));
        table.print(out);
    }
}

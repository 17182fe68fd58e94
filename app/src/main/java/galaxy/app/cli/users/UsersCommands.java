package galaxy.app.cli.users;

import galaxy.app.cli.CommandGroup;
import picocli.CommandLine.Command;

/** The commands of the users service. */
@Command(
        name = "users",
        description = {"Shows and changes the users of a running service.", "Prints tables, or JSON with --json."},
        subcommands = {
            ShowUser.class,
            ListUsers.class,
            UserHistory.class,
            ShowStanding.class,
            Grant.class,
            Extend.class,
            Revoke.class,
            ApplySanction.class,
            RemoveSanction.class,
            SetLimit.class,
            RemoveLimit.class,
            Block.class,
            Unblock.class,
            ListBlocks.class,
            ImportUsers.class,
            ExportUsers.class
        })
public final class UsersCommands extends CommandGroup {}

package galaxy.app.cli.users;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.Progress;
import galaxy.app.cli.ProgressOption;
import galaxy.client.users.Account;
import galaxy.client.users.UsersClient;
import galaxy.client.users.UsersJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code galaxy users export}. */
@Command(
        name = "export",
        description = {
            "Writes users as JSON lines, the newest first.",
            "The output contains their e-mail addresses: protect it."
        })
final class ExportUsers extends UsersServiceCommand {
    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Option(names = "--output", paramLabel = "FILE", description = "The file. Default: the standard output.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--for-import", description = "Writes only the fields that `galaxy users import` reads.")
    private boolean forImport;

    @Mixin
    private ProgressOption progress = new ProgressOption();

    @Override
    int run(UsersClient client) {
        if (output.isEmpty()) {
            write(client, out());
            return 0;
        }
        try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(output.get(), StandardCharsets.UTF_8))) {
            long users = write(client, file);
            if (file.checkError()) {
                throw new IOException("check the free space");
            }
            note("%d users written to %s".formatted(users, output.get()));
            return 0;
        } catch (IOException e) {
            throw ExitException.file("--output %s cannot be written (%s)".formatted(output.get(), e.getMessage()));
        }
    }

    private long write(UsersClient client, PrintWriter to) {
        try (Progress bar = new Progress(err(), progress.isOn() && output.isPresent(), OptionalLong.empty());
                var users = client.users(filters.filter())) {
            long written = 0;
            for (Iterator<Account> each = users.iterator(); each.hasNext(); written++) {
                Account account = each.next();
                to.println(forImport ? ImportLine.json(account) : UsersJson.account(account));
                bar.at(written, written + " users");
                if (written % 200 == 199 && to.checkError()) {
                    break;
                }
            }
            return written;
        }
    }
}

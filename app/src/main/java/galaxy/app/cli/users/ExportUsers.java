package galaxy.app.cli.users;

import galaxy.app.cli.DistinctFiles;
import galaxy.app.cli.FileFailure;
import galaxy.app.cli.Progress;
import galaxy.app.cli.ProgressOption;
import galaxy.app.cli.WholeFile;
import galaxy.client.users.Account;
import galaxy.client.users.UsersClient;
import galaxy.client.users.UsersJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
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

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The file, replaced when all users are written. Default: the standard output.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--for-import", description = "Writes only the fields that `galaxy users import` reads.")
    private boolean forImport;

    @Mixin
    private ProgressOption progress = new ProgressOption();

    @Override
    int run(UsersClient client) {
        new DistinctFiles().readsToken(tokenFile()).writes("--output", output).check();
        if (output.isEmpty()) {
            write(client, out()::println);
            return 0;
        }
        try (WholeFile file = WholeFile.create(output.get())) {
            long users = write(client, file::println);
            file.complete();
            note("%d users written to %s".formatted(users, output.get()));
            return 0;
        } catch (IOException e) {
            throw FileFailure.of(output.get(), e);
        } catch (UncheckedIOException e) {
            throw FileFailure.of(output.get(), Objects.requireNonNull(e.getCause()));
        }
    }

    private long write(UsersClient client, Consumer<Object> to) {
        try (Progress bar = new Progress(err(), progress.isOn() && output.isPresent(), OptionalLong.empty());
                var users = client.users(filters.filter())) {
            long written = 0;
            for (Iterator<Account> each = users.iterator(); each.hasNext(); written++) {
                Account account = each.next();
                to.accept(forImport ? ImportLine.json(account) : UsersJson.account(account));
                bar.at(written, written + " users");
            }
            return written;
        }
    }
}

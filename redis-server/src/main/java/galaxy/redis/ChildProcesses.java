package galaxy.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How every child process of this module is begun. */
final class ChildProcesses {
    /** The service's environment may hold secrets; a child gets only what it needs to run. */
    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH");

    private ChildProcesses() {}

    static ProcessBuilder shell(String script, String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, name));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        return builder;
    }
}

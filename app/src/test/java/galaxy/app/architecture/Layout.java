package galaxy.app.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import galaxy.chassis.service.Service;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How packages are sorted by convention, below {@code galaxy} or the root of the violations. The first package below the
 * root is a module. A module with a {@link Service} in it is a service; the packages of a service are technologies, by
 * their names, or else features. A module that is neither a service nor one of those that are named here is a library.
 */
record Layout(String root, Set<String> services, Set<String> withPages) {
    private static final String PAGES = "galaxy.pages";
    private static final Set<String> TECHNOLOGIES = Set.of("http", "grpc", "html", "smtp", "store", "json", "client");
    private static final String PROGRAM = "app";
    private static final Set<String> BELOW_SERVICES = Set.of("client", "store", "chassis", "contracts", "kernel");
    private static final Map<String, Set<String>> BELOW = Map.of(
            "kernel", Set.of(),
            "contracts", Set.of(),
            "redis", Set.of("kernel"),
            "chassis", Set.of("contracts", "kernel"),
            "store", Set.of("redis", "chassis", "contracts", "kernel"),
            "client", Set.of("contracts", "kernel"));

    static Layout of(String root, JavaClasses classes) {
        var modules = new Layout(root, Set.of(), Set.of());
        Set<String> services = classes.stream()
                .filter(each -> each.isAssignableTo(Service.class))
                .map(modules::module)
                .filter(module -> !module.isEmpty() && !BELOW.containsKey(module))
                .collect(Collectors.toUnmodifiableSet());
        Set<String> withPages = classes.stream()
                .filter(each -> services.contains(modules.module(each)) && usesPages(each))
                .map(modules::module)
                .collect(Collectors.toUnmodifiableSet());
        return new Layout(root, services, withPages);
    }

    private static boolean usesPages(JavaClass each) {
        return each.getDirectDependenciesFromSelf().stream()
                .anyMatch(used -> used.getTargetClass().getPackageName().startsWith(PAGES));
    }

    /** Empty outside of the root. */
    String module(JavaClass each) {
        return below(root, each);
    }

    boolean isService(JavaClass each) {
        return services.contains(module(each));
    }

    boolean isFeature(JavaClass each) {
        String part = part(each);
        return !part.isEmpty() && !TECHNOLOGIES.contains(part);
    }

    /** A feature, for rules. */
    DescribedPredicate<JavaClass> feature() {
        return DescribedPredicate.describe("are features", this::isFeature);
    }

    /** Services whose listener serves pages: they stand on the library of these. */
    DescribedPredicate<JavaClass> ofPages() {
        return DescribedPredicate.describe("are of a service with pages", each -> withPages.contains(module(each)));
    }

    /** Whether both belong to one service. */
    boolean isOfSameService(JavaClass one, JavaClass other) {
        return isService(one) && module(one).equals(module(other));
    }

    /** The technology that a class of a service belongs to; empty for every other class. */
    String technology(JavaClass each) {
        String part = part(each);
        return TECHNOLOGIES.contains(part) ? part : "";
    }

    /** Whether a dependency leads to the same module or to one below. */
    boolean leadsDown(JavaClass from, JavaClass to) {
        String above = module(from);
        String below = module(to);
        if (above.isEmpty() || below.isEmpty() || above.equals(below) || above.equals(PROGRAM)) {
            return true;
        }
        if (BELOW.containsKey(above)) {
            return BELOW.getOrDefault(above, Set.of()).contains(below);
        }
        boolean isLibrary = !services.contains(below) && !BELOW.containsKey(below) && !below.equals(PROGRAM);
        return BELOW_SERVICES.contains(below) || (services.contains(above) && isLibrary);
    }

    private String part(JavaClass each) {
        return isService(each) ? below(root + "." + module(each), each) : "";
    }

    /** The first package below another one, empty for a class that is not below it. */
    private static String below(String parent, JavaClass each) {
        String name = each.getPackageName();
        return name.startsWith(parent + ".")
                ? name.substring(parent.length() + 1).replaceFirst("\\..*", "")
                : "";
    }
}

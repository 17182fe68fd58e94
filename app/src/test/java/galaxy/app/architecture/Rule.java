package galaxy.app.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import galaxy.contracts.ErrorCode;
import galaxy.contracts.EventType;
import galaxy.contracts.MutationSource;
import galaxy.contracts.Role;
import galaxy.contracts.RpcReason;
import galaxy.contracts.Scope;
import java.net.InetAddress;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** A rule of the architecture; each holds for every module and package that the conventions sort, without a list. */
enum Rule {
    THE_KERNEL_KNOWS_NOTHING_BUT_JAVA(in -> only(in.root() + ".kernel..", in.root() + ".kernel..")),
    CONTRACTS_KNOW_NOTHING_BUT_JAVA_AND_THE_WIRE(in -> only(
            in.root() + ".contracts..",
            in.root() + ".contracts..",
            "com.google.protobuf..",
            "com.google.common.util.concurrent..",
            "io.grpc..")),
    THE_REDIS_PROCESS_KNOWS_NOTHING_BUT_JAVA(
            in -> only(in.root() + ".redis..", in.root() + ".redis..", in.root() + ".kernel..", "org.slf4j..")),
    A_MODULE_SEES_ONLY_THOSE_BELOW_IT(in -> classes().should(depend("on their module and those below", in::leadsDown))),
    A_SERVICE_SEES_NO_OTHER_SERVICE(in -> classes()
            .that(DescribedPredicate.describe("are of a service", in::isService))
            .should(depend("on no other service", (from, to) -> !in.isService(to) || in.isOfSameService(from, to)))),
    THE_CHASSIS_NAMES_NO_ROLE_EVENT_OR_ERROR_OF_A_SERVICE(in -> noClasses()
            .that()
            .resideInAPackage(in.root() + ".chassis..")
            .should()
            .accessFieldWhere(DescribedPredicate.describe(
                    "names a constant of a service", access -> isOfAService(access.getTarget())))),
    WHAT_SHIPS_KNOWS_NO_TEST_TOOL(in -> noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "galaxy.testkit..", "galaxy.models..", "org.junit..", "org.assertj..", "com.tngtech..")),
    FEATURES_KNOW_NOTHING_BUT_JAVA_THE_KERNEL_AND_EACH_OTHER(in -> classes()
            .that(in.feature().and(DescribedPredicate.not(in.ofPages())))
            .should()
            .onlyDependOnClassesThat(in.feature()
                    .or(resideInAnyPackage(
                            "java..",
                            "javax.crypto..",
                            "org.jspecify..",
                            in.root() + ".kernel..",
                            "galaxy.contracts",
                            "galaxy.sessions",
                            "com.ibm.icu..")))),
    FEATURES_OF_PAGES_KNOW_NO_SERVER(in -> classes()
            .that(in.feature().and(in.ofPages()))
            .should()
            .onlyDependOnClassesThat(in.feature()
                    .or(resideInAnyPackage(
                            "java..",
                            "org.jspecify..",
                            in.root() + ".kernel..",
                            "galaxy.contracts",
                            "galaxy.sessions",
                            "com.ibm.icu..",
                            // What services responded, and the page that is made of it.
                            "galaxy.client..",
                            "galaxy.pages.asset",
                            "galaxy.pages.route",
                            "galaxy.pages.text",
                            "galaxy.pages.view")))),
    TECHNOLOGIES_DO_NOT_KNOW_EACH_OTHER(in -> classes()
            .should(depend(
                    "on no other technology of their service, JSON apart",
                    (from, to) -> isSameTechnology(in, from, to)))),
    LISTENERS_KNOW_NO_STORE(in -> classes()
            .that(DescribedPredicate.describe(
                    "serve a listener", each -> Set.of("http", "grpc", "html").contains(in.technology(each))))
            .should(depend("on no store", (from, to) -> !in.module(to).equals("store")))),
    STORES_KNOW_NO_LISTENER(in -> noClasses()
            .that(DescribedPredicate.describe(
                    "are of a store",
                    each -> in.module(each).equals("store")
                            || in.technology(each).equals("store")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(in.root() + ".chassis.http..", in.root() + ".chassis.grpc..")),
    ONLY_STORES_SPEAK_REDIS(in -> library("io.lettuce..", in, "store", in.root() + ".store..")),
    ONLY_THE_CHASSIS_SPEAKS_HTTP(in -> library("org.eclipse.jetty..", in, "", in.root() + ".chassis.http..")),
    ONLY_ENDS_OF_THE_WIRE_SPEAK_GRPC(in -> library(
            "io.grpc..",
            in,
            "grpc",
            in.root() + ".chassis.grpc..",
            // Certificates that follow their files, for every listener.
            in.root() + ".chassis.server..",
            in.root() + ".contracts..",
            in.root() + ".client..")),
    ONLY_GEOIP_READS_MAXMIND_DATABASES(in -> library("com.maxmind..", in, "", in.root() + ".geoip..")),
    ONLY_SMTP_SENDS_MAIL(in -> library("jakarta.mail..", in, "", in.root() + ".auth.smtp..")),
    GEOIP_USES_NO_NETWORK(in -> noClasses()
            .that()
            .resideInAPackage(in.root() + ".geoip..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.net\\.(.*Socket.*|UR[IL].*|http\\..*|NetworkInterface)|java\\.nio\\.channels\\..*"
                    + "|javax\\.(net|naming)\\..*")
            .orShould()
            .callCodeUnitWhere(DescribedPredicate.describe("may ask for a name", call -> resolves(call.getTarget())))),
    PACKAGES_HAVE_NO_CYCLES(
            in -> slices().matching(in.root() + ".(**)").should().beFreeOfCycles()),
    NAMES_SAY_WHAT_A_THING_IS(in -> noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Impl|Utils?)(\\$.*)?")
            .orShould()
            .resideInAnyPackage("..util..", "..impl..", "..helper..", "..controllers..")),
    ONLY_THE_PROGRAM_AND_THE_LOG_PRINT(in -> noClasses()
            .that()
            .resideOutsideOfPackages(in.root() + ".app..", in.root() + ".chassis.telemetry..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")),
    WIRING_IS_PLAIN_NEW(in -> noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..inject..",
                    "jakarta.annotation..",
                    "jakarta.enterprise..",
                    "dagger..",
                    "org.springframework..",
                    "io.micronaut..")),
    TIMES_ARE_OF_JAVA_TIME(in -> noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.util\\.(Date|Calendar|GregorianCalendar|TimeZone)|java\\.text\\..*Date.*|java\\.sql\\..*")),
    THE_CLOCK_COMES_IN_BY_CONSTRUCTOR(in -> noClasses()
            .that()
            // The client has no wiring of ours above it: it runs in the programs of others.
            .resideOutsideOfPackages(in.root() + ".app..", in.root() + ".client..")
            .should()
            .callCodeUnitWhere(
                    DescribedPredicate.describe("reads the system's clock", call -> readsClock(call.getTarget())))),
    EVERY_PACKAGE_IS_NULL_MARKED(in -> classes()
            .that()
            // What is generated from protos says nothing of null.
            .resideOutsideOfPackage(in.root() + ".contracts.*..")
            .should(beInANullMarkedPackage()));

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<Layout, ArchRule> rule;

    Rule(Function<Layout, ArchRule> rule) {
        this.rule = rule;
    }

    ArchRule in(Layout layout) {
        return rule.apply(layout).allowEmptyShould(false);
    }

    private static ArchRule only(String who, String... known) {
        return classes()
                .that()
                .resideInAPackage(who)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Stream.concat(Stream.of(known), Stream.of("java..", "org.jspecify.."))
                        .toArray(String[]::new));
    }

    /** @param technology of services, whose packages may use the library too */
    private static ArchRule library(String library, Layout in, String technology, String... users) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(users)
                .and(DescribedPredicate.describe(
                        "are not " + technology + " of a service",
                        each -> technology.isEmpty() || !in.technology(each).equals(technology)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static boolean isSameTechnology(Layout in, JavaClass from, JavaClass to) {
        String technology = in.technology(to);
        return in.technology(from).isEmpty()
                || technology.isEmpty()
                || technology.equals("json")
                || technology.equals(in.technology(from))
                || !in.isOfSameService(from, to);
    }

    private static ArchCondition<JavaClass> depend(String description, BiPredicate<JavaClass, JavaClass> allowed) {
        return new ArchCondition<>("depend " + description) {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                each.getDirectDependenciesFromSelf().stream()
                        .filter(one -> !allowed.test(each, one.getTargetClass().getBaseComponentType()))
                        .forEach(one -> events.add(SimpleConditionEvent.violated(each, one.getDescription())));
            }
        };
    }

    /** Methods of addresses that ask the network, apart from those that take a literal address or bytes. */
    private static boolean resolves(AccessTarget.CodeUnitCallTarget target) {
        return target.getOwner().isAssignableTo(InetAddress.class)
                && Set.of(
                                "getByName",
                                "getAllByName",
                                "getHostName",
                                "getCanonicalHostName",
                                "getLocalHost",
                                "isReachable")
                        .contains(target.getName());
    }

    private static boolean readsClock(AccessTarget.CodeUnitCallTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        return (owner.getPackageName().equals("java.time") && name.equals("now"))
                || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
                || ((owner.isEquivalentTo(Clock.class) || owner.isEquivalentTo(InstantSource.class))
                        && name.startsWith("system"));
    }

    /** What the chassis itself returns, such as {@code unauthenticated}, it may name. */
    private static boolean isOfAService(AccessTarget.FieldAccessTarget constant) {
        JavaClass owner = constant.getOwner();
        return owner.isEquivalentTo(ErrorCode.class)
                ? ErrorCode.valueOf(constant.getName()).scope() == Scope.SERVICE
                : owner.isEquivalentTo(RpcReason.class)
                        ? RpcReason.valueOf(constant.getName()).scope() == Scope.SERVICE
                        : owner.isEquivalentTo(Role.class)
                                || owner.isEquivalentTo(EventType.class)
                                || owner.isEquivalentTo(MutationSource.class);
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package that is @NullMarked") {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                boolean isMarked = each.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(each, isMarked, each.getName() + " is in an unmarked package"));
            }
        };
    }
}

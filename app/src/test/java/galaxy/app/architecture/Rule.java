package galaxy.app.architecture;

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
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** A rule for the packages below a root: {@code galaxy}, or the root of the offenders. */
enum Rule {
    THE_KERNEL_KNOWS_NOTHING_BUT_JAVA(root -> only(root + ".kernel..", root + ".kernel..")),
    CONTRACTS_KNOW_NOTHING_BUT_JAVA_AND_THE_WIRE(root -> only(
            root + ".contracts..",
            root + ".contracts..",
            "com.google.protobuf..",
            "com.google.common.util.concurrent..",
            "io.grpc..")),
    THE_REDIS_PROCESS_KNOWS_NOTHING_BUT_JAVA(
            root -> only(root + ".redis..", root + ".redis..", root + ".kernel..", "org.slf4j..")),
    THE_CHASSIS_KNOWS_NO_SERVICE(root ->
            none(root + ".chassis..", root + ".store..", root + ".users..", root + ".connections..", root + ".app..")),
    THE_CHASSIS_NAMES_NO_ROLE_EVENT_OR_ERROR_OF_A_SERVICE(root -> noClasses()
            .that()
            .resideInAPackage(root + ".chassis..")
            .should()
            .accessFieldWhere(DescribedPredicate.describe(
                    "names a constant of a service", access -> isOfAService(access.getTarget())))),
    A_SERVICE_KNOWS_NEITHER_THE_PROGRAM_NOR_THE_REDIS_PROCESS(root -> noClasses()
            .that()
            .resideInAnyPackage(root + ".users..", root + ".connections..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(root + ".app..", root + ".redis..")),
    USERS_KNOW_NOTHING_OF_CONNECTIONS(root -> none(root + ".users..", root + ".connections..", root + ".client..")),
    CONNECTIONS_KNOW_NOTHING_OF_USERS(root -> none(root + ".connections..", root + ".users..", root + ".client..")),
    WHAT_SHIPS_KNOWS_NO_TEST_TOOL(root -> noClasses()
            .that()
            .resideOutsideOfPackage(root + ".testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(root + ".testkit..", "org.junit..", "org.assertj..", "com.tngtech..")),
    FEATURES_KNOW_NOTHING_BUT_JAVA_THE_KERNEL_AND_EACH_OTHER(root -> classes()
            .that()
            .resideInAnyPackage(features(root))
            .and()
            .resideOutsideOfPackage(root + ".users.racename..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    and(features(root), "java..", root + ".kernel..", "galaxy.contracts", "org.jspecify.."))),
    RACE_NAMES_KNOW_UNICODE_BESIDES(
            root -> only(root + ".users.racename..", root + ".users.racename..", root + ".kernel..", "com.ibm.icu..")),
    THE_HTTP_DOOR_KNOWS_NO_STORE(root -> none(root + ".users.http..", root + ".users.store..", root + ".store..")),
    THE_GRPC_DOOR_KNOWS_NO_STORE(
            root -> none(root + ".connections.grpc..", root + ".connections.store..", root + ".store..")),
    THE_STORE_KNOWS_NO_HTTP_DOOR(
            root -> none(root + ".users.store..", root + ".users.http..", root + ".chassis.http..")),
    THE_STORE_KNOWS_NO_GRPC_DOOR(
            root -> none(root + ".connections.store..", root + ".connections.grpc..", root + ".chassis.grpc..")),
    ONLY_STORES_SPEAK_REDIS(
            root -> library("io.lettuce..", root + ".store..", root + ".users.store..", root + ".connections.store..")),
    ONLY_THE_CHASSIS_SPEAKS_HTTP(root -> library("io.helidon..", root + ".chassis.http..")),
    ONLY_DOORS_AND_THE_CLIENT_SPEAK_GRPC(root -> library(
            "io.grpc..",
            root + ".chassis.grpc..",
            root + ".contracts..",
            root + ".connections.grpc..",
            root + ".client..")),
    PACKAGES_HAVE_NO_CYCLES(root -> slices().matching(root + ".(**)").should().beFreeOfCycles()),
    NAMES_SAY_WHAT_A_THING_IS(root -> noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Impl|Utils?)(\\$.*)?")
            .orShould()
            .resideInAnyPackage("..util..", "..impl..", "..helper..", "..controllers..")),
    ONLY_THE_PROGRAM_AND_THE_LOG_PRINT(root -> noClasses()
            .that()
            .resideOutsideOfPackages(root + ".app..", root + ".chassis.telemetry..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")),
    WIRING_IS_PLAIN_NEW(root -> noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..inject..",
                    "jakarta.annotation..",
                    "jakarta.enterprise..",
                    "dagger..",
                    "org.springframework..",
                    "io.micronaut..")),
    TIMES_ARE_OF_JAVA_TIME(root -> noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.util\\.(Date|Calendar|GregorianCalendar|TimeZone)|java\\.text\\..*Date.*|java\\.sql\\..*")),
    THE_CLOCK_COMES_IN_BY_CONSTRUCTOR(root -> noClasses()
            .that()
            // The client has no wiring of ours above it: it runs in the programs of others.
            .resideOutsideOfPackages(root + ".app..", root + ".client..")
            .should()
            .callCodeUnitWhere(
                    DescribedPredicate.describe("reads the system's clock", call -> readsClock(call.getTarget())))),
    EVERY_PACKAGE_IS_NULL_MARKED(root -> classes()
            .that()
            // What is generated from protos says nothing of null.
            .resideOutsideOfPackage(root + ".contracts.*..")
            .should(beInANullMarkedPackage()));

    private static final List<String> FEATURES = List.of(
            "users.account",
            "users.block",
            "users.eligibility",
            "users.entitlement",
            "users.history",
            "users.limit",
            "users.listing",
            "users.profile",
            "users.racename",
            "users.registration",
            "users.sanction",
            "connections.user",
            "connections.profile",
            "connections.contact",
            "connections.link");

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<String, ArchRule> below;

    Rule(Function<String, ArchRule> below) {
        this.below = below;
    }

    ArchRule below(String root) {
        return below.apply(root).allowEmptyShould(false);
    }

    private static ArchRule only(String who, String... known) {
        return classes()
                .that()
                .resideInAPackage(who)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(and(known, "java..", "org.jspecify.."));
    }

    private static ArchRule none(String who, String... unknown) {
        return noClasses()
                .that()
                .resideInAPackage(who)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(unknown);
    }

    private static ArchRule library(String library, String... users) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(users)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static String[] features(String root) {
        return FEATURES.stream().map(each -> root + "." + each + "..").toArray(String[]::new);
    }

    private static String[] and(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
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

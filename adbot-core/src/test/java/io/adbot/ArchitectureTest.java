package io.adbot;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.adbot.fixture.time.Careless;
import io.adbot.fixture.time.InvoiceMailer;
import io.adbot.fixture.time.ThingManager;
import io.adbot.fixture.value.Backwards;
import io.adbot.time.EventLoop;
import io.adbot.value.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the core's packages and classes may do; and that each of these rules can be broken, as the fixture does. */
class ArchitectureTest {

    /** A package may use those before it. The root, {@code io.adbot} itself, comes last and may use them all. */
    private static final List<String> ORDER = List.of(
            "value", "time", "message", "session", "plan", "tenant", "journal", "cycle", "check", "engine", "store");

    private static final JavaClasses CORE = new ClassFileImporter()
            .importUrl(TenantId.class.getProtectionDomain().getCodeSource().getLocation());

    private static final JavaClasses FIXTURE = new ClassFileImporter()
            .importClasses(Backwards.class, Careless.class, ThingManager.class, InvoiceMailer.class);

    static Stream<ArchRule> rules() {
        return rules("io.adbot");
    }

    private static Stream<ArchRule> rules(String root) {
        return Stream.concat(
                importsOneWay(root),
                Stream.of(
                        isFreeOfCycles(root),
                        everyPackageHasItsPlace(root),
                        importsLittle(root),
                        knowsNoTime(),
                        waitsNowhere(),
                        leavesNothingToChance(),
                        namesSaySomething(),
                        dealsInNeitherMoneyNorMail()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holdsInTheCore(ArchRule rule) {
        rule.allowEmptyShould(true).check(CORE);
    }

    @Test
    void looksAtTheWholeCore() {
        assertThat(CORE.contain(EventLoop.class)).isTrue();
        assertThat(CORE.size()).isGreaterThan(50);
        assertThat(CORE.stream().map(type -> type.getPackageName())).doesNotContain("io.adbot.fixture.value");
    }

    @Test
    void findsImportsThatGoBackwards() {
        assertThat(violations(importsOneWay("io.adbot.fixture"))).anyMatch(v -> v.contains("Backwards"));
    }

    @Test
    void findsCycles() {
        assertThat(violations(Stream.of(isFreeOfCycles("io.adbot.fixture"))))
                .anyMatch(v -> v.contains("Cycle detected"));
    }

    @Test
    void findsPackagesWithoutAPlace() {
        assertThat(violations(Stream.of(everyPackageHasItsPlace("io.adbot")))).hasSize(4);
    }

    @Test
    void findsForeignLibraries() {
        assertThat(violations(Stream.of(importsLittle("io.adbot.fixture"))))
                .anyMatch(v -> v.contains("org.assertj.core"));
    }

    @Test
    void findsEveryWayToReadTheTime() {
        assertThat(violations(Stream.of(knowsNoTime())))
                .anyMatch(v -> v.contains("Instant.now()"))
                .anyMatch(v -> v.contains("InstantSource.system()"))
                .anyMatch(v -> v.contains("System.currentTimeMillis()"))
                .anyMatch(v -> v.contains("System.nanoTime()"))
                .anyMatch(v -> v.contains("LocalDate.now(java.time.ZoneId)"))
                .hasSize(5);
    }

    @Test
    void findsSleepingThreads() {
        assertThat(violations(Stream.of(waitsNowhere())))
                .anyMatch(v -> v.contains("Thread.sleep(long)"))
                .anyMatch(v -> v.contains("TimeUnit.sleep(long)"))
                .hasSize(2);
    }

    @Test
    void findsChance() {
        assertThat(violations(Stream.of(leavesNothingToChance())))
                .anyMatch(v -> v.contains("Random.<init>()"))
                .anyMatch(v -> v.contains("Math.random()"))
                .anyMatch(v -> v.contains("ThreadLocalRandom.current()"))
                .anyMatch(v -> v.contains("UUID.randomUUID()"))
                .hasSize(4);
    }

    @Test
    void findsNamesThatSayNothing() {
        assertThat(violations(Stream.of(namesSaySomething())))
                .singleElement()
                .asString()
                .contains("ThingManager");
    }

    @Test
    void findsWhatDealsInMoneyOrMail() {
        assertThat(violations(Stream.of(dealsInNeitherMoneyNorMail())))
                .singleElement()
                .asString()
                .contains("InvoiceMailer");
    }

    private static Stream<ArchRule> importsOneWay(String root) {
        return IntStream.range(0, ORDER.size())
                .mapToObj(i -> noClasses()
                        .that()
                        .resideInAPackage(root + "." + ORDER.get(i) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(Stream.concat(
                                        Stream.of(root),
                                        ORDER.stream().skip(i + 1).map(later -> root + "." + later + ".."))
                                .toArray(String[]::new)));
    }

    private static ArchRule isFreeOfCycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    private static ArchRule everyPackageHasItsPlace(String root) {
        return classes()
                .should()
                .resideInAnyPackage(
                        Stream.concat(Stream.of(root), ORDER.stream().map(name -> root + "." + name))
                                .toArray(String[]::new))
                .because("a new package takes its place in ORDER");
    }

    private static ArchRule importsLittle(String root) {
        return classes()
                .should()
                .onlyDependOnClassesThat(
                        are(resideInAnyPackage("java..", "org.slf4j..", "org.jspecify.annotations..", root + "..")));
    }

    private static ArchRule knowsNoTime() {
        return noClasses()
                .that(DescribedPredicate.not(belongToAnyOf(EventLoop.class)))
                .should()
                .accessTargetWhere(calls("the time", access -> {
                    Class<?> owner = access.owner();
                    String name = access.name();
                    return (owner == System.class && (name.equals("currentTimeMillis") || name.equals("nanoTime")))
                            || ((owner == Clock.class || owner == InstantSource.class)
                                    && (name.startsWith("system") || name.startsWith("tick")))
                            || (owner.getPackage() == Instant.class.getPackage() && name.equals("now"));
                }))
                .because("time is handed in; EventLoop.on alone reads the clocks");
    }

    private static ArchRule waitsNowhere() {
        return noClasses()
                .should()
                .accessTargetWhere(calls(
                        "a sleep",
                        access -> (access.name().equals("sleep")
                                        && (access.owner() == Thread.class || access.owner() == TimeUnit.class))
                                || access.owner() == LockSupport.class))
                .because("every wait is a timer of the event loop");
    }

    private static ArchRule leavesNothingToChance() {
        return noClasses()
                .should()
                .accessTargetWhere(calls(
                        "unseeded chance",
                        access -> (access.owner() == Random.class
                                        && access.name().equals("<init>")
                                        && access.parameters() == 0)
                                || (access.owner() == Math.class
                                        && access.name().equals("random"))
                                || access.owner() == ThreadLocalRandom.class
                                || (access.owner() == UUID.class
                                        && access.name().equals("randomUUID"))))
                .because("whatever varies is seeded by its input");
    }

    private static ArchRule namesSaySomething() {
        return noClasses()
                .that()
                .haveModifier(JavaModifier.PUBLIC)
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?)");
    }

    /** M8. */
    private static ArchRule dealsInNeitherMoneyNorMail() {
        return noClasses()
                .should()
                .haveNameMatching("(?i).*(payment|invoice|billing|subscription|smtp|e?mail).*")
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("javax.mail..", "jakarta.mail.."));
    }

    private record Access(Class<?> owner, String name, int parameters) {}

    private static DescribedPredicate<JavaAccess<?>> calls(String what, Predicate<Access> forbidden) {
        return DescribedPredicate.describe(
                what,
                access -> access.getTarget() instanceof CodeUnitAccessTarget target
                        && target.getOwner().getPackageName().startsWith("java.")
                        && forbidden.test(new Access(
                                target.getOwner().reflect(),
                                target.getName(),
                                target.getRawParameterTypes().size())));
    }

    private static List<String> violations(Stream<ArchRule> rules) {
        return rules.flatMap(
                        rule -> rule.allowEmptyShould(true).evaluate(FIXTURE).getFailureReport().getDetails().stream())
                .toList();
    }
}

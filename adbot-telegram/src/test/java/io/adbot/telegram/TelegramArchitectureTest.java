package io.adbot.telegram;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the adapter's packages may do. */
class TelegramArchitectureTest {

    private static final JavaClasses ADAPTER = new ClassFileImporter()
            .importUrl(TelegramPort.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void importsRunOneWay() {
        noClasses()
                .that()
                .resideInAPackage("io.adbot.telegram.transport")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.adbot.telegram", "io.adbot.telegram.td")
                .check(ADAPTER);
        noClasses()
                .that()
                .resideInAPackage("io.adbot.telegram.td")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.adbot.telegram")
                .check(ADAPTER);
        slices().matching("io.adbot.(telegram..)").should().beFreeOfCycles().check(ADAPTER);
    }

    @Test
    void nativeCodeIsCalledInOnePackageAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.adbot.telegram.transport")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .check(ADAPTER);
    }

    @Test
    void timeIsTheLoops() {
        noClasses()
                .that()
                .resideOutsideOfPackage(
                        "io.adbot.telegram.transport") // Waits for clients to close when the process ends.
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callConstructor(Random.class)
                .check(ADAPTER);
    }

    /** Where no database is open, it ends the process. */
    @Test
    void nobodyAsksForStatisticsOfDatabases() {
        noClasses().should().haveSimpleNameContaining("DatabaseStatistics").check(ADAPTER);
    }

    /** Tests reach a data centre of their own by a copy of the library; production has no such way. */
    @Test
    void nothingChoosesDataCentresOrProxies() {
        noClasses()
                .should()
                .haveSimpleNameContaining("Proxy")
                .orShould()
                .haveSimpleNameContaining("DataCentre")
                .check(ADAPTER);
    }
}

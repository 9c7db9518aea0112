package io.adbot.store.json;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What the store's packages and classes may do. */
class StoreArchitectureTest {

    private static final JavaClasses STORE = new ClassFileImporter()
            .importUrl(JsonJournal.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void linesKnowNothingOfFiles() {
        noClasses()
                .that()
                .resideInAPackage("io.adbot.store.json.line")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.adbot.store.json", "java.nio.file..")
                .check(STORE);
    }

    @Test
    void importsLittle() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify.annotations..", "tools.jackson.core..", "io.adbot..")
                .check(STORE);
    }

    @Test
    void timeIsHandedIn() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(STORE);
    }

    @Test
    void nothingIsLeftToChance() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, ThreadLocalRandom.class, UUID.class)
                .check(STORE);
    }

    @Test
    void namesSaySomething() {
        noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?)").check(STORE);
    }
}

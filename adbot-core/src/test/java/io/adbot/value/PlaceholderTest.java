package io.adbot.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlaceholderTest {
    @Test
    void greetsAll() {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(Placeholder.greet(null)).isEqualTo("Hello, all"));
    }

    @Test
    void isFinal() {
        ArchRuleDefinition.classes()
                .that()
                .haveSimpleName("Placeholder")
                .should()
                .haveOnlyFinalFields()
                .check(new ClassFileImporter().importPackages("io.adbot.value"));
    }

    @Property
    boolean greetsAnyone(@ForAll String name) {
        return Placeholder.greet(name).endsWith(name);
    }
}

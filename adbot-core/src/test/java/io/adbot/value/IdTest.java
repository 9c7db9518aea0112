package io.adbot.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {

    private static final Map<String, Function<String, Object>> KINDS =
            Map.of("tenant", TenantId::new, "session", SessionId::new, "group", GroupId::new, "cycle", CycleId::new);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                " ",
                "-1001234567890",
                "-1001234567890#7",
                "https://t.me/channel",
                "a.session",
                "../../etc/passwd",
                "Größe",
                "群组",
                "😀",
                "'; DROP TABLE tenants; --",
                "<script>alert(1)</script>",
                "${jndi:ldap://example.org}",
                "a\u00a0b",
                "%00",
            })
    void isAnyPrintableString(String value) {
        KINDS.forEach((field, make) -> assertThat(make.apply(value)).hasToString(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0",
                "a\nb",
                "a\r",
                "\t",
                "\u007f",
                "\u0085",
                "\u001b[31m",
                "a\u2028b",
                "a\u2029b",
                "\ud800",
                "a\udc00",
                "\u202eabc",
                "a\u200bb",
                "\ufeffa",
                "\uffff",
                "\u0378",
            })
    void isNothingThatCannotBeSeen(String value) {
        KINDS.forEach((field, make) -> assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> make.apply(value))
                .satisfies(refusal -> {
                    assertThat(refusal.field()).isEqualTo(field);
                    assertThat(refusal.accepted()).isEqualTo("a printable string of 1 to 256 characters");
                    assertThat(refusal.getMessage().codePoints()).allMatch(Printable::is);
                }));
    }

    @Test
    void isAtMost256CharactersAsAReaderCountsThem() {
        assertThat(new GroupId("a".repeat(256)).value()).hasSize(256);
        assertThat(new GroupId("😀".repeat(256)).value()).hasSize(512);
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> new GroupId("a".repeat(257)));
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> new GroupId("😀".repeat(257)));
    }

    @Property
    void isKeptAsItIsOrRefused(@ForAll String value) {
        boolean printable = !value.isEmpty()
                && value.codePointCount(0, value.length()) <= 256
                && value.codePoints().allMatch(Printable::is);

        KINDS.forEach((field, make) -> {
            if (printable) {
                assertThat(make.apply(value)).hasToString(value).isEqualTo(make.apply(value));
            } else {
                assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> make.apply(value));
            }
        });
    }

    @Property(tries = 200)
    void sortsLikeItsText(@ForAll("texts") List<String> texts) {
        List<GroupId> groups = new ArrayList<>(texts.stream().map(GroupId::new).toList());
        List<SessionId> sessions =
                new ArrayList<>(texts.stream().map(SessionId::new).toList());
        List<TenantId> tenants =
                new ArrayList<>(texts.stream().map(TenantId::new).toList());
        List<CycleId> cycles = new ArrayList<>(texts.stream().map(CycleId::new).toList());
        groups.sort(null);
        sessions.sort(null);
        tenants.sort(null);
        cycles.sort(null);

        List<String> sorted = texts.stream().sorted().toList();
        assertThat(groups).extracting(GroupId::value).isEqualTo(sorted);
        assertThat(sessions).extracting(SessionId::value).isEqualTo(sorted);
        assertThat(tenants).extracting(TenantId::value).isEqualTo(sorted);
        assertThat(cycles).extracting(CycleId::value).isEqualTo(sorted);
    }

    @Test
    void namesADeliveryByAllItsParts() {
        assertThat(new DeliveryId(new TenantId("acme"), new CycleId("7"), new SessionId("s1"), new GroupId("-100#7")))
                .hasToString("acme/7/s1→-100#7");
    }

    @Test
    void namesABreachByItsRule() {
        assertThat(new Breach("T6", "too much")).hasToString("T6: too much");
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .withChars("ab-#1é")
                .ofMinLength(1)
                .ofMaxLength(4)
                .list()
                .ofMaxSize(8);
    }
}

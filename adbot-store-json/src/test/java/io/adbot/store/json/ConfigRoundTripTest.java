package io.adbot.store.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.engine.Books;
import io.adbot.journal.JournalEvent;
import io.adbot.journal.SetupEvent.PermissionRecorded;
import io.adbot.journal.SetupEvent.StatsSet;
import io.adbot.journal.SetupEvent.TenantSet;
import io.adbot.plan.ExecutionMode;
import io.adbot.tenant.PermissionRecord;
import io.adbot.tenant.PlanType;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantStats;
import io.adbot.time.Tick;
import io.adbot.value.GroupId;
import io.adbot.value.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import tools.jackson.core.JsonGenerator;

/** What is written says when it is read what it said before. */
class ConfigRoundTripTest {

    private static final TenantId TENANT = new TenantId("tenant");

    @Property
    void whatIsConfiguredIsReadAsItWas(
            @ForAll("configs") TenantConfig config, @ForAll("permissions") List<PermissionRecord> permissions)
            throws IOException {
        Books books = books(new TenantSet(TENANT, config));
        permissions.forEach(
                permission -> books.apply(new Tick(0, DataDirectory.NOW), new PermissionRecorded(TENANT, permission)));

        TenantRecord read = UsersFile.read(source(out -> UsersFile.write(out, books, CarriedFields.ofUsers())))
                .get(TENANT);

        assertThat(read.config()).isEqualTo(config);
        assertThat(read.permissions()).containsExactlyElementsOf(books.permissions(TENANT));
    }

    @Property
    void numbersAreReadAsTheyWere(@ForAll("stats") TenantStats stats) throws IOException {
        Books books = books(new TenantSet(TENANT, TenantConfig.builder().build()), new StatsSet(TENANT, stats));

        assertThat(StatsFile.read(source(out -> StatsFile.write(out, books, CarriedFields.ofStats())), TENANT::equals))
                .containsExactly(Map.entry(TENANT, stats));
    }

    @Property
    void everyNanosecondSurvivesAsMinutesAndAsSeconds(@ForAll @LongRange(min = 1) long nanos) {
        TenantConfig config = TenantConfig.builder()
                .totalCycleMinutes(TenantFields.minutes(nanos))
                .delaySeconds(TenantFields.seconds(nanos))
                .build();

        assertThat(config.cycleNanos()).hasValue(nanos);
        assertThat(config.delayNanos()).hasValue(nanos);
    }

    @Example
    void theLongestLengthOfAllSurvivesToo() {
        everyNanosecondSurvivesAsMinutesAndAsSeconds(Long.MAX_VALUE);
    }

    @Provide
    Arbitrary<TenantConfig> configs() {
        Arbitrary<Duration> lengths =
                Arbitraries.longs().between(1, Long.MAX_VALUE).map(Duration::ofNanos);
        Arbitrary<String> texts = Arbitraries.strings().all().ofMaxLength(40);
        Arbitrary<List<GroupId>> groups = Arbitraries.of("-100123", "-100123#7", "@public", "\"\\ж😀")
                .map(GroupId::new)
                .list()
                .uniqueElements()
                .ofMaxSize(4);
        Arbitrary<TenantConfig.Content> contents = Combinators.combine(Arbitraries.of("link", "text", "", "odd"), texts)
                .as(TenantConfig.Content::new);
        return Combinators.combine(
                        Arbitraries.of(PlanType.class).injectNull(0.3),
                        Arbitraries.of(ExecutionMode.class).injectNull(0.3),
                        groups,
                        contents.injectNull(0.2),
                        lengths.list().ofSize(3),
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(1, Integer.MAX_VALUE).injectNull(0.3),
                        extras())
                .as((type, mode, where, content, three, which, count, extras) -> {
                    TenantConfig.Builder config = TenantConfig.builder()
                            .planType(type)
                            .mode(mode)
                            .groups(where)
                            .content(content)
                            .extras(extras);
                    if ((which & 1) != 0) {
                        config.delay(three.get(0));
                    }
                    if ((which & 2) != 0) {
                        config.cycle(three.get(1));
                    }
                    if ((which & 4) != 0) {
                        config.pause(three.get(2));
                    }
                    return count == null
                            ? config.build()
                            : config.sessionsCount(count).build();
                });
    }

    private static Arbitrary<Map<String, String>> extras() {
        Arbitrary<String> values = Arbitraries.of(
                "null",
                "true",
                "1.10",
                "1e400",
                "-0",
                "\"ж \\\"\\\\ 😀\"",
                "[]",
                "{}",
                "[1,{\"a\":[null]}]",
                "{\"users\":{\"b\":2}}");
        return Arbitraries.maps(Arbitraries.of("email", "plan", "ключ", "a b", ""), values)
                .ofMaxSize(3)
                .map(LinkedHashMap::new);
    }

    @Provide
    Arbitrary<List<PermissionRecord>> permissions() {
        Arbitrary<String> words = Arbitraries.strings().all().ofMaxLength(20).filter(text -> !text.isBlank());
        Arbitrary<Instant> times =
                Arbitraries.longs().between(-1L << 40, 1L << 40).map(n -> Instant.ofEpochSecond(n / 1000, n % 1000));
        return Combinators.combine(
                        Arbitraries.of("-1", "-2", "-3").map(GroupId::new), words, words, times.injectNull(0.3))
                .as(PermissionRecord::new)
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<TenantStats> stats() {
        Arbitrary<Long> numbers = Arbitraries.longs().between(0, 1L << 50);
        Arbitrary<Instant> times = Arbitraries.longs().between(0, 1L << 60).map(n -> Instant.EPOCH.plusNanos(n));
        return Combinators.combine(numbers, numbers, numbers, numbers, times.injectNull(0.2))
                .as(TenantStats::new);
    }

    @Example
    void numbersAreWrittenAsAPersonWritesThem() throws IOException {
        TenantConfig config = TenantConfig.builder()
                .totalCycleMinutes(new BigDecimal("60"))
                .delaySeconds(new BigDecimal("2.5"))
                .pause(Duration.ofMinutes(5))
                .build();

        assertThat(text(out -> UsersFile.write(out, books(new TenantSet(TENANT, config)), CarriedFields.ofUsers())))
                .contains(
                        "\"total_cycle_minutes\": 60,",
                        "\"delay_between_posts\": 2.5,",
                        "\"delay_between_cycles\": 300\n");
    }

    private static Books books(JournalEvent... events) {
        Books books = new Books();
        for (JournalEvent event : events) {
            books.apply(new Tick(0, DataDirectory.NOW), event);
        }
        return books;
    }

    private static JsonSource source(Consumer<JsonGenerator> form) throws IOException {
        return new JsonSource(Path.of("file"), text(form).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Consumer<JsonGenerator> form) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrettyJson.print(bytes, form);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

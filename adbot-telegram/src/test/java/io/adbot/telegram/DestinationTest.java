package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.telegram.Destination.ById;
import io.adbot.telegram.Destination.ByName;
import io.adbot.value.GroupId;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    @Test
    void readsIdsNamesAndLinksWithAndWithoutTopics() {
        assertThat(of("-1001234567890")).isEqualTo(byId(-1001234567890L));
        assertThat(of("-12345")).isEqualTo(byId(-12345));
        assertThat(of("-1001234567890#7")).isEqualTo(new Destination(new ById(-1001234567890L), OptionalInt.of(7)));
        assertThat(of("t.me/c/1234567890")).isEqualTo(byId(-1001234567890L));
        assertThat(of("https://t.me/c/1234567890/7"))
                .isEqualTo(new Destination(new ById(-1001234567890L), OptionalInt.of(7)));
        assertThat(of("@market")).isEqualTo(byName("market"));
        assertThat(of("https://t.me/market")).isEqualTo(byName("market"));
        assertThat(of("telegram.me/market/")).isEqualTo(byName("market"));
        assertThat(of("t.me/market/7")).isEqualTo(new Destination(new ByName("market"), OptionalInt.of(7)));
        assertThat(of("@market#7")).isEqualTo(new Destination(new ByName("market"), OptionalInt.of(7)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345", // A person.
                "0",
                "-",
                "market", // A name without a mark could be anything.
                "@abc",
                "@two__underscores",
                "t.me/+AbCdEf", // An invitation: nothing here joins.
                "https://t.me/joinchat/AbCdEf",
                "https://example.org/market",
                "-1001234567890#",
                "-1001234567890#0",
            })
    void refusesAllElse(String group) {
        assertThat(of(group)).isNull();
    }

    private static Destination of(String group) {
        return Destination.of(new GroupId(group));
    }

    private static Destination byId(long id) {
        return new Destination(new ById(id), OptionalInt.empty());
    }

    private static Destination byName(String name) {
        return new Destination(new ByName(name), OptionalInt.empty());
    }
}

package io.adbot.telegram.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.adbot.telegram.td.Update;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UpdatesTest {

    @Test
    void whatIsWantedIsWhatIsRead() {
        List<String> read = Arrays.stream(Update.class.getPermittedSubclasses())
                .filter(each -> !each.equals(Update.Other.class) && !each.equals(Update.AccountBanned.class))
                .map(each -> Objects.requireNonNull(each.getAnnotation(JsonTypeName.class))
                        .value())
                .toList();

        assertThat(Updates.WANTED).containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void answersAndWantedUpdatesPassAndNothingElse() {
        assertThat(Updates.isWanted(json("{\"@type\":\"ok\",\"@extra\":1}"))).isTrue();
        assertThat(Updates.isWanted(json("{}"))).isTrue();
        assertThat(Updates.isWanted(json("{\"@type\":\"updateBasicGroup\",\"chat\":{}}")))
                .isTrue();
        assertThat(Updates.isWanted(json("{\"@type\":\"updateBasicGroups\",\"chat\":{}}")))
                .isFalse();
        assertThat(Updates.isWanted(json("{\"@type\":\"updateBasic\"}"))).isFalse();
        assertThat(Updates.isWanted(json("{\"@type\":\"updateUser"))).isFalse();
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.adbot.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class GroupListTest {

    @Test
    void keepsTheFirstOccurrenceAndReportsTheLaterOnesInOrder() {
        GroupList groups = GroupList.of(Ids.groups("b", "a", "b", "c", "a", "b"));

        assertThat(groups).containsExactlyElementsOf(Ids.groups("b", "a", "c"));
        assertThat(groups.duplicates()).isEqualTo(Ids.groups("b", "a", "b"));
    }

    @Property
    void isTheListOfItsDistinctGroups(@ForAll @NotEmpty List<@IntRange(max = 9) Integer> ids) {
        List<GroupId> given = ids.stream().map(Ids::group).toList();
        List<GroupId> expected = given.stream().distinct().toList();

        GroupList groups = GroupList.of(given);

        assertThat(groups).isEqualTo(expected).hasSameHashCodeAs(expected);
        assertThat(groups.size() + groups.duplicates().size()).isEqualTo(given.size());
    }

    @Property
    void findsAGroupWhereItStands(
            @ForAll @NotEmpty List<@IntRange(max = 9) Integer> ids, @ForAll @IntRange(max = 9) int id) {
        GroupList groups = GroupList.of(ids.stream().map(Ids::group).toList());
        List<GroupId> plain = new ArrayList<>(groups);

        assertThat(groups.indexOf(Ids.group(id))).isEqualTo(plain.indexOf(Ids.group(id)));
        assertThat(groups.lastIndexOf(Ids.group(id))).isEqualTo(plain.indexOf(Ids.group(id)));
        assertThat(groups.contains(Ids.group(id))).isEqualTo(plain.contains(Ids.group(id)));
    }

    @Test
    void holdsNeitherNullNorAnythingOfAnotherKind() {
        GroupList groups = Ids.groups(2);

        assertThat(groups.contains(null)).isFalse();
        assertThat(groups.indexOf((Object) "g0")).isEqualTo(-1);
    }

    @Test
    void doesNotChangeWithTheListItWasMadeFrom() {
        GroupId[] given = {Ids.group(0), Ids.group(1)};
        GroupList groups = GroupList.of(Arrays.asList(given));

        given[0] = Ids.group(7);

        assertThat(groups).containsExactly(Ids.group(0), Ids.group(1));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> groups.add(Ids.group(2)));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> groups.remove(0));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> groups.duplicates().add(Ids.group(2)));
    }

    @Test
    void refusesToBeEmpty() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> GroupList.of(List.of()))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("groups"));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> SessionList.of(List.of()))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("sessions"));
    }
}

package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.telegram.td.Answers.Administrator;
import io.adbot.telegram.td.Answers.AdministratorRights;
import io.adbot.telegram.td.Answers.Banned;
import io.adbot.telegram.td.Answers.BasicGroup;
import io.adbot.telegram.td.Answers.ChatMemberStatus;
import io.adbot.telegram.td.Answers.ChatPermissions;
import io.adbot.telegram.td.Answers.Creator;
import io.adbot.telegram.td.Answers.Left;
import io.adbot.telegram.td.Answers.Member;
import io.adbot.telegram.td.Answers.OtherMember;
import io.adbot.telegram.td.Answers.Restricted;
import io.adbot.telegram.td.Answers.Supergroup;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** May an account post this here? The same table for supergroups and basic groups, and what each has besides. */
class RightsTest {

    private static final ChatPermissions ALL = ContentKindTest.allBut("");
    private static final ChatPermissions NOTHING = ContentKindTest.permissions(Set.of());
    private static final String NO_MEMBER = "the account is not a member of the group";
    private static final ChatMemberStatus ADMIN = new Administrator(new AdministratorRights(false));

    static Stream<Arguments> standings() {
        return Stream.of(
                Arguments.of(new Creator(true), NOTHING, ""),
                Arguments.of(new Creator(false), ALL, NO_MEMBER),
                Arguments.of(ADMIN, NOTHING, ""),
                Arguments.of(new Member(), ALL, ""),
                Arguments.of(new Member(), NOTHING, "the group does not allow %s"),
                Arguments.of(new Restricted(true, ALL), ALL, ""),
                Arguments.of(new Restricted(true, NOTHING), ALL, "the group for this account does not allow %s"),
                Arguments.of(new Restricted(true, ALL), NOTHING, "the group does not allow %s"),
                Arguments.of(new Restricted(false, ALL), ALL, NO_MEMBER),
                Arguments.of(new Left(), ALL, NO_MEMBER),
                Arguments.of(new Banned(), ALL, "the account has been banned from the group"),
                Arguments.of(new OtherMember(), ALL, "what the account is in the group is not known"));
    }

    @ParameterizedTest
    @MethodSource("standings")
    void whatAnAccountIsInAGroupDecidesForEachKind(
            ChatMemberStatus status, ChatPermissions permissions, String reason) {
        for (ContentKind kind : ContentKind.values()) {
            String expected = String.format(reason, kind.plural());
            assertThat(Rights.against(supergroup(status, false, 0), permissions, kind))
                    .as("supergroup, %s", kind)
                    .isEqualTo(expected);
            assertThat(Rights.against(new BasicGroup(7, status, true, 0), permissions, kind))
                    .as("basic group, %s", kind)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void inAChannelTheRightToPostAloneCounts(ContentKind kind) {
        String refused = "it is a channel, and the account has no right to post in it";

        assertThat(inChannel(new Creator(true), kind)).isEmpty();
        assertThat(inChannel(new Creator(false), kind)).isEmpty();
        assertThat(inChannel(new Administrator(new AdministratorRights(true)), kind))
                .isEmpty();
        assertThat(inChannel(ADMIN, kind)).isEqualTo(refused);
        assertThat(inChannel(new Member(), kind)).isEqualTo(refused);
        assertThat(inChannel(new Left(), kind)).isEqualTo(refused);
    }

    @Test
    void nobodyPaysButWhoNeedNotMayPost() {
        String paid = "the group asks for 50 stars a message, and nothing is paid here";

        assertThat(Rights.against(supergroup(new Member(), false, 50), ALL, ContentKind.TEXT))
                .isEqualTo(paid);
        assertThat(Rights.against(supergroup(new Restricted(true, ALL), false, 50), ALL, ContentKind.TEXT))
                .isEqualTo(paid);
        assertThat(Rights.against(supergroup(ADMIN, false, 50), ALL, ContentKind.TEXT))
                .isEmpty();
        assertThat(Rights.against(supergroup(new Creator(true), false, 50), ALL, ContentKind.TEXT))
                .isEmpty();
    }

    @Test
    void aBasicGroupThatIsClosedOrHasBecomeASupergroupTakesNothingFromAnybody() {
        for (ChatMemberStatus status : new ChatMemberStatus[] {new Creator(true), ADMIN, new Member()}) {
            assertThat(Rights.against(new BasicGroup(7, status, false, 0), ALL, ContentKind.TEXT))
                    .isEqualTo("the group has been closed");
            assertThat(Rights.against(new BasicGroup(7, status, false, 500), ALL, ContentKind.TEXT))
                    .isEqualTo("the group has become a supergroup, chat id -1000000000500");
        }
    }

    private static String inChannel(ChatMemberStatus status, ContentKind kind) {
        return Rights.against(supergroup(status, true, 0), NOTHING, kind);
    }

    private static Supergroup supergroup(ChatMemberStatus status, boolean isChannel, long stars) {
        return new Supergroup(500, status, false, isChannel, false, stars, null);
    }
}

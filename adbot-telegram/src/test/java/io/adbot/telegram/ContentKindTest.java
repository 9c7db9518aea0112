package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.telegram.td.Answers.ChatPermissions;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContentKindTest {

    @ParameterizedTest
    // spotless:off
    @CsvSource({
        "TEXT,            canSendBasicMessages",
        "PHOTO,           canSendPhotos",
        "VIDEO,           canSendVideos",
        "AUDIO,           canSendAudios",
        "DOCUMENT,        canSendDocuments",
        "VIDEO_NOTE,      canSendVideoNotes",
        "VOICE_NOTE,      canSendVoiceNotes",
        "POLL,            canSendPolls",
        "PHOTO_AND_VIDEO, canSendPhotos canSendVideos",
        "OTHER,           canSendOtherMessages",
    })
    // spotless:on
    void eachNeedsItsOwnPermissionsAndNoOther(ContentKind kind, String needed) {
        Set<String> names = Set.of(needed.split(" "));

        assertThat(kind.isIn(permissions(names))).isTrue();
        for (RecordComponent each : ChatPermissions.class.getRecordComponents()) {
            assertThat(kind.isIn(allBut(each.getName())))
                    .as("without %s", each.getName())
                    .isEqualTo(!names.contains(each.getName()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noneIsAllowedWhereNothingIs(ContentKind kind) {
        assertThat(kind.isIn(permissions(Set.of()))).isFalse();
        assertThat(kind.plural()).isNotBlank();
    }

    @ParameterizedTest
    // spotless:off
    @CsvSource({
        "messagePhoto,     PHOTO",
        "messageVideo,     VIDEO",
        "messageStory,     PHOTO_AND_VIDEO",
        "messagePaidMedia, PHOTO_AND_VIDEO",
        "messageAudio,     AUDIO",
        "messageDocument,  DOCUMENT",
        "messageVideoNote, VIDEO_NOTE",
        "messageVoiceNote, VOICE_NOTE",
        "messagePoll,      POLL",
        "messageChecklist, POLL",
        "messageAnimation, OTHER",
        "messageSticker,   OTHER",
        "messageGame,      OTHER",
        "messageDice,      OTHER",
        "messageStakeDice, OTHER",
        "messageText,      TEXT",
        "messageLocation,  TEXT",
        "messageVenue,     TEXT",
        "messageContact,   TEXT",
        "messageInvoice,   TEXT",
        "messageNewThing,  TEXT",
    })
    // spotless:on
    void aMessageIsOfTheKindThatItsTypeSays(String type, ContentKind kind) {
        assertThat(ContentKind.ofMessage(type)).isEqualTo(kind);
    }

    @Test
    void noTwoAreCalledTheSame() {
        assertThat(ContentKind.values()).extracting(ContentKind::plural).doesNotHaveDuplicates();
    }

    /** Those that have these names, and no others. */
    static ChatPermissions permissions(Set<String> granted) {
        RecordComponent[] all = ChatPermissions.class.getRecordComponents();
        Object[] values =
                Arrays.stream(all).map(each -> granted.contains(each.getName())).toArray();
        try {
            @SuppressWarnings("unchecked")
            Constructor<ChatPermissions> canonical =
                    (Constructor<ChatPermissions>) ChatPermissions.class.getDeclaredConstructors()[0];
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** All but the one of this name. */
    static ChatPermissions allBut(String denied) {
        return permissions(Arrays.stream(ChatPermissions.class.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !name.equals(denied))
                .collect(java.util.stream.Collectors.toSet()));
    }
}

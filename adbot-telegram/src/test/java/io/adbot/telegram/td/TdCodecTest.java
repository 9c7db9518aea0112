package io.adbot.telegram.td;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.telegram.td.Answers.Closed;
import io.adbot.telegram.td.Answers.MessageLinkType;
import io.adbot.telegram.td.Answers.OtherLink;
import io.adbot.telegram.td.Answers.OtherState;
import io.adbot.telegram.td.Requests.GetChat;
import io.adbot.telegram.td.Requests.GetInternalLinkType;
import io.adbot.telegram.td.Requests.SendMessage;
import io.adbot.telegram.td.Types.FormattedText;
import io.adbot.telegram.td.Types.InputMessageText;
import io.adbot.telegram.td.Types.MessageSendOptions;
import io.adbot.telegram.td.Types.MessageTopicForum;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TdCodecTest {

    @Test
    void writesTdlibsNames() {
        SendMessage request = new SendMessage(
                -1001L,
                new MessageTopicForum(7),
                new MessageSendOptions(true, 0),
                new InputMessageText(new FormattedText("hello")));

        assertThat(written(request)).isEqualTo(json("""
                {"@type": "sendMessage", "chat_id": -1001,
                 "topic_id": {"@type": "messageTopicForum", "forum_topic_id": 7},
                 "options": {"disable_notification": true, "paid_message_star_count": 0},
                 "input_message_content": {"@type": "inputMessageText", "text": {"text": "hello"}}}
                """));
        assertThat(written(new GetChat(3))).isEqualTo(json("{\"@type\": \"getChat\", \"chat_id\": 3}"));
        assertThat(written(new GetInternalLinkType("t.me/a/1")))
                .isEqualTo(json("{\"@type\": \"getInternalLinkType\", \"link\": \"t.me/a/1\"}"));
    }

    @Test
    void leavesOutWhatIsNotThere() {
        SendMessage request = new SendMessage(
                1, null, new MessageSendOptions(false, 0), new InputMessageText(new FormattedText("hello")));

        assertThat(TdCodec.write(request).has("topic_id")).isFalse();
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        assertThat(TdCodec.read(
                        json("{\"@type\": \"authorizationStateDreaming\", \"of\": 1}"),
                        Answers.AuthorizationState.class))
                .isEqualTo(new OtherState("authorizationStateDreaming"));
        assertThat(TdCodec.read(json("{\"@type\": \"updateDream\"}"), Update.class))
                .isEqualTo(new Update.Other("updateDream"));
        assertThat(TdCodec.read(json("{\"@type\": \"internalLinkTypeDream\"}"), Answers.InternalLinkType.class))
                .isEqualTo(new OtherLink());
        assertThat(TdCodec.read(json("{\"@type\": \"chatMemberStatusDreamer\"}"), Answers.ChatMemberStatus.class))
                .isEqualTo(new Answers.OtherMember());
    }

    @Test
    void readsWhatIsInsideAnUpdate() {
        assertThat(TdCodec.read(
                        json("{\"@type\": \"updateAuthorizationState\", \"@client_id\": 1,"
                                + " \"authorization_state\": {\"@type\": \"authorizationStateClosed\"}}"),
                        Update.class))
                .isEqualTo(new Update.Authorization(new Closed()));
        assertThat(TdCodec.read(
                        json("{\"@type\": \"internalLinkTypeMessage\", \"url\": \"tg:resolve\"}"),
                        Answers.InternalLinkType.class))
                .isEqualTo(new MessageLinkType("tg:resolve"));
    }

    @Test
    void aMessageThatIsNotThereIsNull() {
        Answers.Messages messages = TdCodec.read(
                json("{\"@type\": \"messages\", \"total_count\": 1, \"messages\": [null]}"), Answers.Messages.class);

        assertThat(messages.messages()).containsExactly((Answers.Message) null);
    }

    /** As it goes to TDLib. */
    private static ObjectNode written(Request<?> request) {
        return json(TdCodec.write(request).toString());
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) new JsonMapper().readTree(text);
    }
}

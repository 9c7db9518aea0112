package io.adbot.telegram.loopback.mtproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.telegram.loopback.mtproto.TlSchema.Combinator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlSchemaTest {

    private final TlSchema schema = TlSchema.load();

    @Test
    void everyIdIsWhatItsLineComputesTo() {
        assertThat(schema.combinators())
                .isNotEmpty()
                .allSatisfy(combinator -> assertThat(combinator.computedId())
                        .as(combinator.line())
                        .isEqualTo(combinator.id()));
    }

    @Test
    void aTypoDoesNotPass() {
        String line = schema.named("updateMessageID").line().replace("random_id", "randon_id");
        Combinator wrong = new TlSchema(line).named("updateMessageID");
        assertThat(wrong.computedId()).isNotEqualTo(wrong.id());
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        TlObject peer = TlObject.of("inputPeerChannel", "channel_id", 1L << 40, "access_hash", -1L);
        TlObject call = TlObject.of(
                "messages.forwardMessages",
                "silent",
                true,
                "from_peer",
                peer,
                "id",
                List.of(1, 2),
                "random_id",
                List.of(3L, Long.MIN_VALUE),
                "to_peer",
                peer,
                "top_msg_id",
                7);
        TlObject read = TlReader.object(schema, TlWriter.bytes(schema, call));
        assertThat(read.fields())
                .usingRecursiveComparison()
                .ignoringFields("from_peer", "to_peer")
                .isEqualTo(call.fields());
        assertThat(read.object("to_peer").fields()).isEqualTo(peer.fields());
        assertThat(read.has("drop_author")).isFalse();
    }

    @Test
    void stringsOfAnyLengthArePaddedToWholeWords() {
        for (int length : new int[] {0, 1, 2, 3, 4, 253, 254, 255, 256, 70_000}) {
            byte[] bytes =
                    new TlWriter(schema).string(new byte[length]).int32(42).bytes();
            TlReader in = new TlReader(schema, bytes);
            assertThat(bytes.length % 4).isZero();
            assertThat(in.string()).hasSize(length);
            assertThat(in.int32()).isEqualTo(42);
        }
    }

    @Test
    void aFieldThatTheLineDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> TlWriter.bytes(schema, TlObject.of("peerUser", "user_id", 1L, "name", "Ann")))
                .hasMessageContaining("name");
        assertThatThrownBy(() -> TlWriter.bytes(schema, TlObject.of("peerUser")))
                .hasMessageContaining("user_id");
    }
}

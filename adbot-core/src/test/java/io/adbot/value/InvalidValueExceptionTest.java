package io.adbot.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.CharBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class InvalidValueExceptionTest {

    @Test
    void saysWhereWhatCameAndWhatWouldBeAccepted() {
        InvalidValueException refusal = new InvalidValueException("delay_between_posts", -1, "a number from 0");

        assertThat(refusal).hasMessage("delay_between_posts: got -1, expected a number from 0");
        assertThat(refusal.field()).isEqualTo("delay_between_posts");
        assertThat(refusal.value()).isEqualTo("-1");
        assertThat(refusal.accepted()).isEqualTo("a number from 0");
    }

    @Test
    void quotesTextSoThatItsEndsAreSeen() {
        assertThat(new InvalidValueException("mode", "starter ", "starter"))
                .hasMessage("mode: got \"starter \", expected starter");
        assertThat(new InvalidValueException("mode", CharBuffer.wrap("x"), "starter"))
                .hasMessage("mode: got \"x\", expected starter");
        assertThat(new InvalidValueException("cycle", new BigDecimal("1e9"), "less").value())
                .isEqualTo("1E+9");
    }

    @Test
    void makesControlCharactersVisible() {
        assertThat(new InvalidValueException("group", "a\nb\0\u001b[31m\u202e\ud800", "text").value())
                .isEqualTo("\"a\\u000ab\\u0000\\u001b[31m\\u202e\\ud800\"");
    }

    @Test
    void shortensWhatIsLong() {
        assertThat(new InvalidValueException("group", "a".repeat(80), "less").value())
                .isEqualTo("\"" + "a".repeat(80) + "\"");
        assertThat(new InvalidValueException("group", "a".repeat(81), "less").value())
                .isEqualTo("\"" + "a".repeat(80) + "…\"");
        assertThat(new InvalidValueException("group", "😀".repeat(81), "less").value())
                .isEqualTo("\"" + "😀".repeat(80) + "…\"");
    }

    @Property
    void staysOneLineWhateverCame(@ForAll String value) {
        InvalidValueException refusal = new InvalidValueException("field", value, "another");

        assertThat(refusal.getMessage()).isNotNull().hasSizeLessThan(700);
        assertThat(refusal.getMessage().codePoints()).allMatch(Printable::is);
    }

    @Test
    void saysOfASecretOnlyHowLongItIs() {
        InvalidValueException refusal = InvalidValueException.secret("api_hash", "0123456789abcdef", "32 hex digits");

        assertThat(refusal).hasMessage("api_hash: got a value of 16 characters, expected 32 hex digits");
        assertThat(refusal.value()).doesNotContain("0123456789abcdef");
        assertThat(refusal.within("pairs[0]").getMessage())
                .isEqualTo("pairs[0].api_hash: got a value of 16 characters, expected 32 hex digits");
    }

    @Test
    void saysThatAFieldIsMissing() {
        assertThat(InvalidValueException.missing("groups", "at least one group"))
                .hasMessage("groups: got nothing, expected at least one group");
    }

    @Test
    void movesIntoAnotherFieldWithoutQuotingTwice() {
        InvalidValueException refusal = new InvalidValueException("sessions[0]", "", "a name")
                .within("a")
                .within("users");

        assertThat(refusal).hasMessage("users.a.sessions[0]: got \"\", expected a name");
        assertThat(refusal.field()).isEqualTo("users.a.sessions[0]");
        assertThat(refusal.value()).isEqualTo("\"\"");
    }

    @Test
    void showsNullAsNull() {
        assertThat(new InvalidValueException("field", String.valueOf((Object) null), "text"))
                .hasMessage("field: got \"null\", expected text");
    }
}

package io.adbot.store.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adbot.message.ApiCredentials;
import io.adbot.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiPairsFileTest {

    @TempDir
    Path temp;

    private DataDirectory directory;
    private ApiPairsFile file;

    @BeforeEach
    void prepare() {
        directory = new DataDirectory(temp);
        file = new ApiPairsFile(new DataFiles(temp));
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(file.read()).isEmpty();
        List<ApiCredentials> pairs = List.of(new ApiCredentials(17, "abc"), new ApiCredentials(4, "def"));
        file.write(pairs);

        assertThat(file.read()).isEqualTo(pairs);
        assertThat(directory.text("data/api_pairs.json")).isEqualTo("""
                [{
                  "api_id": 17,
                  "api_hash": "abc"
                }, {
                  "api_id": 4,
                  "api_hash": "def"
                }]
                """);
    }

    @Test
    void isItsOwnersAlone() throws IOException {
        directory.with("api_pairs.json", "[]");
        Files.setPosixFilePermissions(temp.resolve("api_pairs.json"), PosixFilePermissions.fromString("rw-r--r--"));
        file.hide();
        assertThat(permissions()).isEqualTo("rw-------");

        file.write(List.of(new ApiCredentials(17, "abc")));
        assertThat(permissions()).isEqualTo("rw-------");
    }

    @Test
    void keepsWhatItDoesNotKnow() {
        directory.with("api_pairs.json", """
                [{"api_id": 17, "note": "Ann's", "api_hash": "abc"}, {"api_id": 4, "api_hash": "def", "n": 1.0}]""");
        file.write(List.of(new ApiCredentials(4, "new"), new ApiCredentials(17, "abc")));

        assertThat(directory.text("api_pairs.json")).contains("\"note\": \"Ann's\"", "\"n\": 1.0", "\"new\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `{}`                                        | the file: got an object, expected an array of objects
            `["s3cret"]`                                | the file[0]: got a string of 6 characters, expected an object
            `[{"api_hash": "s3cret"}]`                  | the file[0].api_id: got nothing, expected a whole number from 1
            `[{"api_id": "1", "api_hash": "s3cret"}]`   | the file[0].api_id: got a string of 1 character
            `[{"api_id": 1}]`                           | the file[0].api_hash: got nothing
            `[{"api_id": 1, "api_hash": "s3cret key"}]` | the file[0].api_hash: got a value of 10 characters
            `[{"api_id": 1, "api_hash": s3cret}]`       | not JSON: unexpected text
            """)
    void whatIsMalformedIsNamedAndNotShown(String text, String complaint) {
        directory.with("api_pairs.json", text);

        assertThatThrownBy(file::read)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("api_pairs.json, line 1, column ")
                .hasMessageContaining(complaint)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("api_pairs.json")));
    }
}

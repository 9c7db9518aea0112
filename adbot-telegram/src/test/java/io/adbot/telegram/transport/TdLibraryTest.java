package io.adbot.telegram.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Platform;
import io.adbot.telegram.transport.TdLibrary.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TdLibraryTest {

    private static final Machine LINUX = Machine.of(Platform.LINUX, "x86-64", false);
    private static final String NPM = "node_modules/@prebuilt-tdlib/linux-x64-glibc/libtdjson.so";

    @TempDir
    Path folder;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void theSystemPropertyComesFirst() throws IOException {
        properties.put(TdLibrary.PROPERTY, put("property/libtdjson.so").toString());
        environment.put(TdLibrary.VARIABLE, put("variable/libtdjson.so").toString());
        put(NPM);

        assertThat(library().find(folder)).isEqualTo(folder.resolve("property/libtdjson.so"));
    }

    @Test
    void thenTheEnvironment() throws IOException {
        properties.put(TdLibrary.PROPERTY, " ");
        environment.put(TdLibrary.VARIABLE, put("variable/libtdjson.so").toString());
        put(NPM);

        assertThat(library().find(folder)).isEqualTo(folder.resolve("variable/libtdjson.so"));
    }

    @Test
    void thenWhatNpmHasPutThereThenWhatIsInstalled() throws IOException {
        Path installed = put("installed/libtdjson.so");
        assertThat(library().find(folder)).isEqualTo(installed);

        Path npms = put(NPM);
        assertThat(library().find(folder)).isEqualTo(npms);
    }

    @Test
    void aPlaceMayBeTheLibraryUnderAnyNameOrAFolderThatHasIt() throws IOException {
        Path named = put("tdlib-1.8.67");
        Path npms = put("under/" + NPM);
        Path direct = put("direct/libtdjson.so");

        assertThat(library().at(named)).isEqualTo(named);
        assertThat(library().at(folder.resolve("under"))).isEqualTo(npms);
        assertThat(library().at(folder.resolve("direct"))).isEqualTo(direct);
    }

    @Test
    void whatIsNamedAndNotThereIsAnErrorWhateverElseThereIs() throws IOException {
        put(NPM);
        environment.put(TdLibrary.VARIABLE, folder.resolve("nowhere").toString());

        assertThatThrownBy(() -> library().find(folder))
                .isInstanceOf(TdLibraryException.class)
                .hasMessageContaining("the environment variable ADBOT_TDJSON names " + folder.resolve("nowhere")
                        + ", where there is no libtdjson.so");
        assertThatThrownBy(() -> library().at(folder.resolve("nowhere")))
                .isInstanceOf(TdLibraryException.class)
                .hasMessageContaining("the path names " + folder.resolve("nowhere"));
        properties.put(TdLibrary.PROPERTY, "a\0b");
        assertThatThrownBy(() -> library().find(folder))
                .isInstanceOf(TdLibraryException.class)
                .hasMessageContaining("the system property adbot.tdjson is not a path");
    }

    @ParameterizedTest
    @CsvSource({
        Platform.LINUX + ",x86-64,false,libtdjson.so,linux-x64-glibc",
        Platform.LINUX + ",aarch64,false,libtdjson.so,linux-arm64-glibc",
        Platform.LINUX + ",x86-64,true,libtdjson.so,linux-x64-musl",
        Platform.LINUX + ",aarch64,true,libtdjson.so,linux-arm64-musl",
        Platform.MAC + ",x86-64,false,libtdjson.dylib,darwin-x64",
        Platform.MAC + ",aarch64,false,libtdjson.dylib,darwin-arm64",
        Platform.WINDOWS + ",x86-64,false,tdjson.dll,win32-x64",
    })
    void whereItIsMissingItSaysWhatToInstallOnThatMachine(
            int os, String architecture, boolean musl, String file, String npm) {
        TdLibrary library = new TdLibrary(properties::get, environment, Machine.of(os, architecture, musl), List.of());

        assertThat(library.npmPackage()).isEqualTo("@prebuilt-tdlib/" + npm);
        assertThatThrownBy(() -> library.find(folder))
                .isInstanceOf(TdLibraryException.class)
                .hasMessageContainingAll(
                        "TDLib was not found",
                        folder.toString(),
                        "npm install @prebuilt-tdlib/" + npm,
                        file,
                        "https://github.com/tdlib/td",
                        TdLibrary.PROPERTY,
                        TdLibrary.VARIABLE);
    }

    /** In a JVM of its own, because a process loads one library. */
    @Test
    void aFileThatIsNoLibraryIsRefused() throws Exception {
        Path text = Files.writeString(folder.resolve("libtdjson.so"), "not a library");

        String said = ChildJvm.run(Load.class, text.toString()).output();

        assertThat(said)
                .contains("TdLibraryException: " + text + " cannot be loaded as TDLib: ")
                .contains("npm install @prebuilt-tdlib/");
    }

    /** A library that is there and has none of TDLib's functions: the JVM's own. */
    @Test
    void aLibraryThatIsNotTdlibIsRefused() throws Exception {
        Path other = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("jimage"));

        String said = ChildJvm.run(Load.class, other.toString()).output();

        assertThat(said).contains("TdLibraryException: " + other + " cannot be loaded as TDLib: ");
    }

    private TdLibrary library() {
        return new TdLibrary(
                properties::get,
                environment,
                LINUX,
                List.of(folder.resolve("installed").toString()));
    }

    private Path put(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }

    /** Loads a library and says what came of it. */
    static final class Load {
        private Load() {}

        @SuppressWarnings("SystemOut") // It is what it is for.
        public static void main(String[] args) {
            try {
                System.out.println(TdJson.load(Path.of(args[0])).version());
            } catch (TdLibraryException refused) {
                System.out.println(refused);
            }
        }
    }
}

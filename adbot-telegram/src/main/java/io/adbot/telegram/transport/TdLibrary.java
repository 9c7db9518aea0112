package io.adbot.telegram.transport;

import com.sun.jna.Platform;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where TDLib's JSON library ({@code libtdjson}) lies on this machine.
 *
 * <p>It is looked for in this order; the first place that is named decides, and what is named and is not there is an error:
 *
 * <ol>
 *   <li>the path that the program gives;
 *   <li>the system property {@value #PROPERTY};
 *   <li>the environment variable {@value #VARIABLE};
 *   <li>npm's {@code @prebuilt-tdlib} for this platform, in {@code node_modules} under the folder that the program gives, or under the
 *       working directory;
 *   <li>an installed {@code tdjson}, where the system has its libraries.
 * </ol>
 *
 * A path may be the library itself, or a folder that has it, directly or in {@code node_modules/@prebuilt-tdlib}.
 */
public final class TdLibrary {

    /** The system property that names the library, or a folder with it. */
    public static final String PROPERTY = "adbot.tdjson";

    /** The environment variable that names the library, or a folder with it. */
    public static final String VARIABLE = "ADBOT_TDJSON";

    private static final String SCOPE = "@prebuilt-tdlib";
    private static final List<String> INSTALLED = List.of(
            "/usr/local/lib",
            "/usr/lib",
            "/usr/lib64",
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/aarch64-linux-gnu",
            "/opt/homebrew/lib",
            "/opt/homebrew/opt/tdlib/lib");

    private final Function<String, @Nullable String> properties;
    private final Map<String, String> environment;
    private final Machine machine;
    private final List<String> installed;

    TdLibrary(
            Function<String, @Nullable String> properties,
            Map<String, String> environment,
            Machine machine,
            List<String> installed) {
        this.properties = properties;
        this.environment = environment;
        this.machine = machine;
        this.installed = installed;
    }

    /** Looks on this machine. */
    public static TdLibrary ofThisMachine() {
        return new TdLibrary(System::getProperty, System.getenv(), Machine.current(), INSTALLED);
    }

    /**
     * Finds it without being told where.
     *
     * @throws TdLibraryException that says what to install, if it is nowhere
     */
    public Path find() {
        return find(Path.of(""));
    }

    /**
     * Finds it.
     *
     * @param folder where npm may have put it
     * @throws TdLibraryException that says what to install, if it is nowhere
     */
    public Path find(Path folder) {
        String property = properties.apply(PROPERTY);
        if (property != null && !property.isBlank()) {
            return at(property, "the system property " + PROPERTY);
        }
        String variable = environment.get(VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return at(variable, "the environment variable " + VARIABLE);
        }
        return Stream.concat(
                        Stream.of(folder.toAbsolutePath()), installed.stream().map(Path::of))
                .map(this::in)
                .flatMap(List::stream)
                .findFirst()
                .orElseThrow(() -> missing("TDLib was not found: no system property " + PROPERTY
                        + ", no environment variable " + VARIABLE + ", none under " + folder.toAbsolutePath()
                        + ", and none installed"));
    }

    /**
     * The library at a place that somebody names.
     *
     * @param place the library, or a folder with it
     * @throws TdLibraryException that says what to install, if it is not there
     */
    public Path at(Path place) {
        return at(place.toString(), "the path");
    }

    /** What npm calls TDLib for this platform. */
    public String npmPackage() {
        return SCOPE + "/" + machine.npmPackage();
    }

    private Path at(String place, String who) {
        Path path;
        try {
            path = Path.of(place).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw missing(who + " is not a path: \"" + place + "\"");
        }
        if (Files.isRegularFile(path)) {
            return path;
        }
        List<Path> found = in(path);
        if (found.isEmpty()) {
            throw missing(who + " names " + path + ", where there is no " + machine.fileName());
        }
        return found.get(0);
    }

    /** The libraries in a folder that fit this machine, the best first. */
    private List<Path> in(Path folder) {
        List<Path> found = new ArrayList<>();
        Path modules = folder.resolve("node_modules").resolve(SCOPE);
        for (Path each : List.of(folder, modules.resolve(machine.npmPackage()))) {
            Path library = each.resolve(machine.fileName());
            if (Files.isRegularFile(library)) {
                found.add(library.toAbsolutePath());
            }
        }
        return found;
    }

    private TdLibraryException missing(String what) {
        return new TdLibraryException(what + ". " + machine.whatToInstall());
    }

    /** What the operating system and the processor are called here and at npm. */
    record Machine(String fileName, String npmPackage) {

        static Machine current() {
            return of(Platform.getOSType(), Platform.ARCH, isMusl());
        }

        static Machine of(int os, String architecture, boolean musl) {
            boolean arm = architecture.startsWith("aarch64") || architecture.startsWith("arm64");
            String processor = arm ? "arm64" : "x64";
            return switch (os) {
                case Platform.MAC -> new Machine("libtdjson.dylib", "darwin-" + processor);
                case Platform.WINDOWS -> new Machine("tdjson.dll", "win32-" + processor);
                default -> new Machine("libtdjson.so", "linux-" + processor + (musl ? "-musl" : "-glibc"));
            };
        }

        String whatToInstall() {
            return "Install it with npm install " + SCOPE + "/" + npmPackage
                    + " in the working directory, or build it from https://github.com/tdlib/td, and give the path to "
                    + fileName + " as the system property " + PROPERTY + " or the environment variable " + VARIABLE
                    + ".";
        }

        private static boolean isMusl() {
            return Files.isRegularFile(Path.of("/lib/ld-musl-x86_64.so.1"))
                    || Files.isRegularFile(Path.of("/lib/ld-musl-aarch64.so.1"));
        }
    }
}

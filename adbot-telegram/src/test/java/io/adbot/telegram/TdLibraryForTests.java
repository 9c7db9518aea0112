package io.adbot.telegram;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.adbot.telegram.loopback.LoopbackTelegram;
import io.adbot.telegram.transport.TdLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * TDLib's own library, of one version, which npm puts under {@code target}. Where npm is missing the tests that need it are skipped and
 * say so; with {@code CI=true} they fail.
 */
public final class TdLibraryForTests {

    /** TDLib 1.8.67. */
    static final String VERSION = "0.1008067.0";

    private static final Path FOLDER = Path.of("target", "tdlib").toAbsolutePath();
    private static final boolean REQUIRED = "true".equals(System.getenv("CI"));

    private static String why;

    private TdLibraryForTests() {}

    /**
     * Where it is; aborts the test if it cannot be had. It is the copy that trusts a {@link LoopbackTelegram}: a process has one TDLib,
     * and some tests need that one.
     */
    public static Path path() {
        return LoopbackTelegram.trustingLibrary(original());
    }

    /** Where the one is that npm has put there; aborts the test if it cannot be had. */
    public static Path original() {
        String missing = whyMissing();
        assumeTrue(missing.isEmpty(), missing);
        return TdLibrary.ofThisMachine().at(FOLDER);
    }

    /** Why it cannot be had; empty if it is there, which it is made to be if that can be. */
    public static synchronized String whyMissing() {
        if (why == null) {
            boolean isThere = Files.isDirectory(FOLDER.resolve("node_modules"));
            why = isThere ? "" : install(TdLibrary.ofThisMachine().npmPackage() + "@" + VERSION);
        }
        return why;
    }

    private static String install(String what) {
        String trouble;
        try {
            Files.createDirectories(FOLDER);
            Path output = FOLDER.resolve("npm.log");
            Process npm = new ProcessBuilder(List.of(
                            "npm",
                            "install",
                            "--no-save",
                            "--no-audit",
                            "--no-fund",
                            "--prefix",
                            FOLDER.toString(),
                            what))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = npm.waitFor(5, TimeUnit.MINUTES);
            trouble = ended && npm.exitValue() == 0 ? "" : "npm could not install it: " + Files.readString(output);
        } catch (IOException noNpm) {
            trouble = "npm is not there: " + noNpm.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            trouble = "interrupted";
        }
        if (REQUIRED && !trouble.isEmpty()) {
            throw new AssertionError("TDLib is needed for this test, and " + trouble);
        }
        if (trouble.isEmpty()) {
            return "";
        }
        String skipped = "skipped: this test needs TDLib, and " + trouble;
        System.err.println(skipped);
        return skipped;
    }
}

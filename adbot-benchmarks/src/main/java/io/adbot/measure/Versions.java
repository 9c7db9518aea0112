package io.adbot.measure;

import java.nio.file.Path;
import java.security.CodeSource;

/** Which version of a library is measured. */
public final class Versions {

    private Versions() {}

    /** The name of the jar that a class comes from, which has its version: {@code h2-2.5.252}. */
    public static String of(String className) {
        try {
            CodeSource source = Class.forName(className).getProtectionDomain().getCodeSource();
            String file = Path.of(source.getLocation().toURI()).getFileName().toString();
            return file.endsWith(".jar") ? file.substring(0, file.length() - ".jar".length()) : file;
        } catch (ReflectiveOperationException | java.net.URISyntaxException e) {
            throw new IllegalStateException(className + " is not there", e);
        }
    }
}

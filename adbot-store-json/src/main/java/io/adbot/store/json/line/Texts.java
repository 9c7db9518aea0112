package io.adbot.store.json.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/**
 * Strings of ASCII that were read before, each made once as long as no other takes its place: names and ids stand in line
 * after line. Of a fixed size, however much is read.
 */
final class Texts {

    private static final int PLACES = 1 << 13;

    private final @Nullable String[] known = new String[PLACES];

    /**
     * The string in these bytes.
     *
     * @param hash what {@link String#hashCode} of it is
     */
    String of(byte[] bytes, int from, int to, int hash) {
        int place = (hash ^ (hash >>> 13)) & (PLACES - 1);
        String found = known[place];
        if (found == null || found.hashCode() != hash || !isThat(found, bytes, from, to)) {
            found = new String(bytes, from, to - from, ISO_8859_1);
            known[place] = found;
        }
        return found;
    }

    private static boolean isThat(String text, byte[] bytes, int from, int to) {
        int length = text.length();
        if (length != to - from) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}

package io.adbot.store.json.line;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** What is wrong with a text that is not JSON: short, and without more of the text than a character or a word. */
public final class Syntax {

    private static final Pattern TWICE = Pattern.compile("Duplicate Object property \"(.*)\".*", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("[-\\w ]* token '([-+\\w]{1,12})'.*", Pattern.DOTALL);
    private static final Pattern CHARACTER =
            Pattern.compile("Unexpected character \\('(\\p{Graph})'.*", Pattern.DOTALL);
    private static final int LONGEST_KEY = 40;

    private Syntax() {}

    /** Why the parser gave up, as the end of a sentence. */
    public static String complaint(JacksonException malformed) {
        if (malformed instanceof StreamConstraintsException) {
            return "it is nested too deeply, or a name, number or text in it is too long";
        }
        if (malformed instanceof UnexpectedEndOfInputException) {
            return "it ends too early";
        }
        String message = String.valueOf(malformed.getOriginalMessage());
        Matcher twice = TWICE.matcher(message);
        if (twice.matches()) {
            return "the key " + shortened(twice.group(1)) + " stands there twice";
        }
        for (Pattern shown : new Pattern[] {WORD, CHARACTER}) {
            Matcher unexpected = shown.matcher(message);
            if (unexpected.matches()) {
                return "unexpected " + unexpected.group(1);
            }
        }
        return "unexpected text";
    }

    static String shortened(String key) {
        return key.length() <= LONGEST_KEY ? '"' + key + '"' : '"' + key.substring(0, LONGEST_KEY) + "…\"";
    }
}

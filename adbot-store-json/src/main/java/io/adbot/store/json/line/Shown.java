package io.adbot.store.json.line;

/** A text that is shown as it is, without quotes: what the parser said, or a number that is no integer. */
record Shown(String text) {

    static Shown keyTwice(String key) {
        return new Shown("the key " + Syntax.shortened(key) + " stands there twice");
    }

    @Override
    public String toString() {
        return text;
    }
}

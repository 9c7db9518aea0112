/** What AdBot knows, in files of JSON that a person can read. */
module io.adbot.store.json {
    requires transitive io.adbot.core;
    requires transitive tools.jackson.core;
    requires static transitive org.jspecify;

    exports io.adbot.store.json;
    exports io.adbot.store.json.line;
}

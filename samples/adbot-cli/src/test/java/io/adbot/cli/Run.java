package io.adbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command that was run, and what it said. */
record Run(int code, String out, String err) {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    static Run of(Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] texts = List.of(args).stream().map(String::valueOf).toArray(String[]::new);
        int code = Main.run(new Console(out, err), texts);
        return new Run(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    JsonNode json() {
        return MAPPER.readTree(out);
    }

    List<JsonNode> jsonLines() {
        return out.lines().map(MAPPER::readTree).toList();
    }
}

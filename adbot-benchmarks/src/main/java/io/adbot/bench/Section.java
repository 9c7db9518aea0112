package io.adbot.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** What one part has to tell: text in Markdown, and drawings that lie beside it. */
final class Section {

    private final String name;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> drawings = new LinkedHashMap<>();

    Section(String name, String title) {
        this.name = name;
        add("## " + title);
    }

    String name() {
        return name;
    }

    /** Adds a paragraph, or several. */
    Section add(String markdown) {
        if (!markdown.isBlank()) {
            text.append(markdown.strip()).append("\n\n");
        }
        return this;
    }

    Section add(Comparison comparison) {
        return add(comparison.markdown());
    }

    /** Adds a table, and its drawing if there is anything to draw. */
    Section add(Growth growth) {
        add(growth.markdown());
        if (!growth.lines().isEmpty()) {
            String file = "benchmarks-" + name + (drawings.isEmpty() ? "" : "-" + (drawings.size() + 1)) + ".svg";
            drawings.put(file, Plot.of(growth));
            add("![" + growth.title() + "](" + file + ")");
        }
        return this;
    }

    String text() {
        return text.toString();
    }

    /** The drawings, by the names of their files. */
    Map<String, String> drawings() {
        return drawings;
    }
}

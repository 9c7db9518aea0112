package io.adbot.cli.timeline;

import java.io.PrintWriter;
import java.util.Locale;

/** Writes elements of SVG: numbers as short as they may be, texts escaped. */
final class Svg {

    private final PrintWriter out;

    Svg(PrintWriter out) {
        this.out = out;
    }

    /** Writes elements as they are. */
    void raw(String elements) {
        out.println(elements);
    }

    void rect(double x, double y, double width, double height, String attributes) {
        out.println("<rect x=\"" + n(x) + "\" y=\"" + n(y) + "\" width=\"" + n(width) + "\" height=\"" + n(height)
                + "\" " + attributes + "/>");
    }

    void line(double x1, double y1, double x2, double y2, String attributes) {
        out.println("<path d=\"M" + n(x1) + "," + n(y1) + "L" + n(x2) + "," + n(y2) + "\" " + attributes + "/>");
    }

    void text(double x, double y, String attributes, String text) {
        out.println("<text x=\"" + n(x) + "\" y=\"" + n(y) + "\" " + attributes + ">" + escaped(text) + "</text>");
    }

    /** Shows a shape that was defined, with what a person reads on pointing at it. */
    void use(String shape, double x, double y, String title) {
        out.println("<use href=\"#" + shape + "\" x=\"" + n(x) + "\" y=\"" + n(y) + "\"><title>" + escaped(title)
                + "</title></use>");
    }

    /** A number with at most two decimals. */
    static String n(double number) {
        String text = String.format(Locale.ROOT, "%.2f", number);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

package io.adbot.cli.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** Rows in columns that are as wide as what stands in them. */
public final class Table {

    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();
    private final int[] widths;
    private final BitSet right = new BitSet();

    /** A table with these headings, and as many columns. */
    public Table(String... headings) {
        this.widths = new int[headings.length];
        String[] first = new String[headings.length];
        for (int i = 0; i < first.length; i++) {
            first[i] = headings[i].toUpperCase(Locale.ROOT);
        }
        row(first);
    }

    /** Puts the column's numbers under one another. */
    public void alignRight(int column) {
        right.set(column);
    }

    /** Adds a row: a cell for each heading. */
    public void row(String... cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], width(cells[i]));
        }
        rows.add(cells);
    }

    /** Prints it. */
    public void print(PrintWriter out) {
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String padding = " ".repeat(widths[i] - width(row[i]));
                line.append(right.get(i) ? padding + row[i] : row[i] + padding).append(GAP);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}

package io.adbot.figures;

/** Measures the figures of {@code docs/performance.md} and prints them as a table: some minutes on a quiet machine. */
final class Figures {

    private Figures() {}

    public static void main(String[] args) {
        FigureTable table = new FigureTable();
        table.begin();
        new PlanningFigures(table).measure();
        new SimulationFigures(table).measure();
    }
}

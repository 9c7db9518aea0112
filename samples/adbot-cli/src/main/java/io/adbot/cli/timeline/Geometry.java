package io.adbot.cli.timeline;

/**
 * Where things are in a panel, in pixels.
 *
 * @param left where the lanes begin, right of their names
 * @param plot how long the lanes are
 * @param lane how high a lane is
 * @param radius how large a mark is
 * @param font how large the lanes' names are
 * @param label how many characters of a name there is room for
 */
record Geometry(double left, double plot, double lane, double radius, double font, int label) {

    /** From a panel's top to its first lane: the heading and the names of the cycles. */
    static final double TOP = 48;

    /** Below the last lane: the axis, and room before the next panel. */
    static final double BOTTOM = 52;

    /** Right of the lanes: how much of each was delivered. */
    static final double RIGHT = 86;

    private static final int LONGEST_LABEL = 24;
    private static final double HEIGHT_OF_LANES = 640;

    /** Fits so many lanes: high ones if they are few. */
    static Geometry of(double width, int lanes, int longestName) {
        double lane = Math.max(11, Math.min(30, HEIGHT_OF_LANES / lanes));
        double font = Math.min(11, lane - 2);
        int label = Math.min(LONGEST_LABEL, longestName);
        double left = 14 + label * font * 0.66;
        return new Geometry(left, width - left - RIGHT, lane, Math.min(4.6, lane * 0.3), font, label);
    }

    double panelHeight(TenantTimeline tenant) {
        return TOP + tenant.lanes().size() * lane + BOTTOM;
    }

    /** Closer than this two shapes would cover each other. */
    double apart() {
        return 2 * radius + 1;
    }
}

package io.adbot.cli.timeline;

import io.adbot.message.OutcomeKind;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How an outcome looks: a colour that the colour-blind can tell from the others, a shape of its own, and a letter. Those
 * that come later in this list are drawn over those before them.
 */
enum Marker {
    DELIVERED(OutcomeKind.DELIVERED, "#009e73", '█', "delivered"),
    WITHDRAWN(OutcomeKind.WITHDRAWN, "#8a8a8a", 'w', "withdrawn"),
    TRANSIENT(OutcomeKind.TRANSIENT, "#b8860b", 't', "transient failure"),
    SLOW_MODE(OutcomeKind.SLOW_MODE, "#56b4e9", 's', "slow mode"),
    FLOOD_WAIT(OutcomeKind.FLOOD_WAIT, "#e69f00", 'f', "flood wait"),
    UNKNOWN(OutcomeKind.UNKNOWN, "#0072b2", '?', "unknown"),
    NOT_PERMITTED(OutcomeKind.NOT_PERMITTED, "#d55e00", 'x', "not permitted"),
    SOURCE_UNAVAILABLE(OutcomeKind.SOURCE_UNAVAILABLE, "#7b3f00", 'u', "source unavailable"),
    ACCOUNT_LIMITED(OutcomeKind.ACCOUNT_LIMITED, "#cc79a7", 'l', "account limited"),
    ACCOUNT_LOST(OutcomeKind.ACCOUNT_LOST, "#111111", '!', "account lost"),
    REJECTED(OutcomeKind.REJECTED, "#a00000", 'r', "content rejected");

    private static final Map<OutcomeKind, Marker> BY_KIND = new EnumMap<>(OutcomeKind.class);

    static {
        for (Marker marker : values()) {
            BY_KIND.put(marker.kind, marker);
        }
    }

    final OutcomeKind kind;
    final String colour;
    final char letter;
    final String label;

    Marker(OutcomeKind kind, String colour, char letter, String label) {
        this.kind = kind;
        this.colour = colour;
        this.letter = letter;
        this.label = label;
    }

    static Marker of(OutcomeKind kind) {
        return Objects.requireNonNull(BY_KIND.get(kind));
    }

    /** The id of its shape in the picture. */
    String shape() {
        return "m-" + kind.wire();
    }

    /** The id of its stroke in the picture, where there is no room for shapes. */
    String tick() {
        return "t-" + kind.wire();
    }

    /** The shape as SVG, around the origin. */
    String svg(double r) {
        return switch (this) {
            case DELIVERED -> String.format(Locale.ROOT, "<circle r=\"%.2f\" %s/>", r, filled(1));
            case WITHDRAWN ->
                String.format(Locale.ROOT, "<circle r=\"%.2f\" %s stroke-dasharray=\"2 1.5\"/>", r, hollow(1));
            case TRANSIENT -> String.format(Locale.ROOT, "<circle r=\"%.2f\" %s/>", r * 0.9, hollow(1));
            case SLOW_MODE -> path("M-1,-.85H1V.85H-1Z", r, filled(r));
            case FLOOD_WAIT -> path("M0,-1.2L1.15,.85H-1.15Z", r, filled(r));
            case UNKNOWN -> path("M0,-1.3L1.3,0L0,1.3L-1.3,0Z", r, hollow(r));
            case NOT_PERMITTED -> path("M-1,-1L1,1M-1,1L1,-1", r, hollow(r));
            case SOURCE_UNAVAILABLE -> path("M0,-1.3L1.3,0L0,1.3L-1.3,0Z", r, filled(r));
            case ACCOUNT_LIMITED -> path("M0,1.2L1.15,-.85H-1.15Z", r, filled(r));
            case ACCOUNT_LOST -> path("M-1.1,-1.1H1.1V1.1H-1.1ZM-1.1,-1.1L1.1,1.1M-1.1,1.1L1.1,-1.1", r, hollow(r));
            default -> path("M-1.2,0H1.2M0,-1.2V1.2", r, "fill=\"none\" stroke=\"" + colour + "\"" + width(2.4, r));
        };
    }

    private String filled(double scale) {
        return "fill=\"" + colour + "\" stroke=\"#fff\"" + width(0.6, scale);
    }

    private String hollow(double scale) {
        return "fill=\"#fff\" stroke=\"" + colour + "\"" + width(1.7, scale);
    }

    /** A stroke so wide after the scaling. */
    private static String width(double pixels, double scale) {
        return " stroke-width=\"" + Svg.n(pixels / scale) + "\"";
    }

    private static String path(String unit, double r, String style) {
        return String.format(Locale.ROOT, "<path d=\"%s\" transform=\"scale(%.2f)\" %s/>", unit, r, style);
    }
}

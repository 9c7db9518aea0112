package io.adbot.cli.login;

import io.nayuki.qrcodegen.QrCode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A QR code in text: each character is two modules, one above the other. Its colours are set, so that it is dark on light whatever the
 * terminal's are: not every reader takes it the other way round.
 */
final class QrCodeText {

    /** The standard wants four light modules around it (ISO/IEC 18004, 6.3.8). */
    private static final int MARGIN = 4;

    private static final String DARK_ON_LIGHT = "\u001b[30;107m";
    private static final String AS_BEFORE = "\u001b[0m";

    private QrCodeText() {}

    /** The lines to print. */
    static List<String> of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
        int end = code.size + MARGIN;
        return IntStream.iterate(-MARGIN, y -> y < end, y -> y + 2)
                .mapToObj(y -> DARK_ON_LIGHT + line(code, y, end) + AS_BEFORE)
                .toList();
    }

    private static String line(QrCode code, int y, int end) {
        StringBuilder line = new StringBuilder();
        for (int x = -MARGIN; x < end; x++) {
            boolean upper = code.getModule(x, y); // Light outside of it.
            boolean lower = code.getModule(x, y + 1);
            line.append(upper ? (lower ? '█' : '▀') : (lower ? '▄' : ' '));
        }
        return line.toString();
    }
}

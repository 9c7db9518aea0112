package io.adbot.cli.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class QrCodeTextTest {

    private static final int PIXELS = 8;
    private static final int DARK = 0xff000000;
    private static final int LIGHT = 0xffffffff;

    @Test
    void whatIsShownIsReadByAReaderOfCodes() throws Exception {
        String link = "tg://login?token=AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA";

        List<String> lines = QrCodeText.of(link);

        assertThat(lines).allMatch(line -> line.startsWith("\u001b[30;107m") && line.endsWith("\u001b[0m"));
        assertThat(read(lines)).isEqualTo(link);
    }

    /** Takes a picture of the terminal and looks at it. */
    private static String read(List<String> lines) throws Exception {
        List<String> bare = lines.stream()
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                .toList();
        int width = bare.get(0).length() * PIXELS;
        int height = bare.size() * 2 * PIXELS;
        int[] picture = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                char shown = bare.get(y / (2 * PIXELS)).charAt(x / PIXELS);
                boolean upper = y / PIXELS % 2 == 0;
                boolean dark = shown == '█' || shown == (upper ? '▀' : '▄');
                picture[y * width + x] = dark ? DARK : LIGHT;
            }
        }
        RGBLuminanceSource source = new RGBLuminanceSource(width, height, picture);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }
}

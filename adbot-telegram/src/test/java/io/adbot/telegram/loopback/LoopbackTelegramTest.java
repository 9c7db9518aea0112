package io.adbot.telegram.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Telegram on loopback is for the real TDLib. */
class LoopbackTelegramTest {

    @TempDir
    Path directory;

    private final LoopbackTelegram telegram = LoopbackTelegram.start();
    private final Account ann = telegram.account("+15550001111").code("12345");
    private final Channel news = telegram.channel("news").post(5, "announcement");
    private final Group market = telegram.group("market");
    private TdDriver client;

    @BeforeEach
    void open() {
        client = new TdDriver(telegram, directory);
    }

    @AfterEach
    void close() {
        client.close();
        telegram.close();
    }

    @Test
    void aPostIsForwarded() {
        client.logIn(ann).resolve(market).open(news, 5);
        client.forward(news, 5, market).delivered();
        Posted posted = market.messages().get(0);
        assertThat(posted.text()).isEqualTo("announcement");
        assertThat(posted.by()).isSameAs(ann);
        assertThat(posted.origin()).isEqualTo(new Posted.Origin(news, 5));
        System.out.println(telegram.layer() + " " + telegram.calls());
    }
}

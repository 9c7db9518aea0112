/**
 * A Telegram of our own on 127.0.0.1, for tests that put the real TDLib to work: it logs in, looks up, forwards and sends, and
 * everything that it says goes to a data centre in the test's own process.
 *
 * <p>Begin with {@link io.adbot.telegram.loopback.LoopbackTelegram}. What there is on it are
 * {@link io.adbot.telegram.loopback.Account}s, {@link io.adbot.telegram.loopback.Channel}s and
 * {@link io.adbot.telegram.loopback.Group}s; how it answers calls stand in the {@code …Methods} classes, one for each part of
 * Telegram's API. MTProto is one package down.
 */
package io.adbot.telegram.loopback;

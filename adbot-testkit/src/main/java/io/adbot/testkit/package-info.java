/**
 * Everything it takes to test what is built on AdBot: time that passes when the test says so, a Telegram that answers as the
 * real one does and knows what was really posted, and faults that can be drawn and replayed. Nothing sleeps, nothing is left
 * to the machine, and every run can be had again from its seed.
 *
 * <table>
 * <caption>Where to begin</caption>
 * <tr><th>to</th><th>use</th></tr>
 * <tr><td>let a day pass in milliseconds</td><td>{@link io.adbot.testkit.VirtualTime}: give the engine
 *     {@link io.adbot.testkit.VirtualTime#loop() its loop}, and drive the time</td></tr>
 * <tr><td>send without Telegram</td><td>{@link io.adbot.testkit.FakeTelegram}, wherever a
 *     {@link io.adbot.message.MessagingPort} is asked for</td></tr>
 * <tr><td>choose how it behaves</td><td>{@link io.adbot.testkit.TelegramBehaviour}: calm, flooding, losing replies, strict,
 *     chaos, or your own mixture of {@linkplain io.adbot.testkit.Trouble troubles}</td></tr>
 * <tr><td>say what one send ends in</td><td>{@link io.adbot.testkit.FakeTelegram#script script},
 *     {@link io.adbot.testkit.FakeTelegram#hold hold} and {@link io.adbot.testkit.FakeTelegram#answer answer}, with an
 *     {@link io.adbot.testkit.Answer}</td></tr>
 * <tr><td>know what was really posted</td><td>{@link io.adbot.testkit.Ledger}, which also holds a journal against it and
 *     lists what no rule allows</td></tr>
 * <tr><td>let things go wrong</td><td>{@link io.adbot.testkit.FaultMenu}: a behaviour, and crashes, clock steps, journal
 *     failures and outages at their times</td></tr>
 * <tr><td>have all that in a JUnit test</td><td>{@link io.adbot.testkit.AdBotExtension} and
 *     {@link io.adbot.testkit.Telegram @Telegram}</td></tr>
 * <tr><td>write properties</td><td>{@link io.adbot.testkit.AdBotArbitraries}, for jqwik</td></tr>
 * <tr><td>write an adapter</td><td>the contracts of the ports, in {@link io.adbot.testkit.contract}</td></tr>
 * </table>
 *
 * <p>A test without JUnit's help:
 *
 * <pre>{@code
 * VirtualTime time = new VirtualTime();
 * FakeTelegram telegram = new FakeTelegram(time, TelegramBehaviour.losingReplies(), 42);
 * InMemoryJournal journal = new InMemoryJournal();
 * // … an engine on time.loop(), telegram and journal …
 * time.advance(Duration.ofHours(3));
 * telegram.ledger().assertAgreesWith(journal.entries());
 * telegram.ledger().assertNoViolations();
 * }</pre>
 *
 * <p>JUnit is needed for {@code AdBotExtension} and the contracts, jqwik for {@code AdBotArbitraries}; both are optional
 * dependencies, and nothing else here loads them.
 */
@NullMarked
package io.adbot.testkit;

import org.jspecify.annotations.NullMarked;

package io.adbot.bench.jmh;

import io.adbot.message.MessageLink;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A link to a message, read. */
@State(Scope.Thread)
public class LinkLoops {

    /** One of each form. */
    @Param({"https://t.me/some_channel/123", "t.me/c/1234567890/5"})
    public String link = "";

    /** Reads it. */
    @Benchmark
    public MessageLink parse() {
        return MessageLink.parse(link);
    }
}

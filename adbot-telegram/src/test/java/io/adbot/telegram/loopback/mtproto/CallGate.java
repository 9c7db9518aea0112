package io.adbot.telegram.loopback.mtproto;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Through which calls and answers pass: it counts the calls, and keeps calls or answers back, for a time or until it is told to let
 * them go. Safe for any thread.
 */
final class CallGate {

    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, List<Runnable>> heldCalls = new HashMap<>();
    private final Map<String, List<Runnable>> heldAnswers = new HashMap<>();
    private final Map<String, Duration> delays = new HashMap<>();

    /** Runs a call, now or when it is let go. */
    void call(String method, Runnable call) {
        synchronized (this) {
            counts.merge(method, 1, Integer::sum);
            if (keptIn(heldCalls, method, call)) {
                return;
            }
        }
        call.run();
    }

    /** Sends an answer, now, after the method's delay, or when it is let go. */
    void answer(String method, Runnable answer) {
        Duration delay;
        synchronized (this) {
            if (keptIn(heldAnswers, method, answer)) {
                return;
            }
            delay = delays.get(method);
        }
        if (delay == null) {
            answer.run();
        } else {
            CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS)
                    .execute(answer);
        }
    }

    synchronized int count(String method) {
        return counts.getOrDefault(method, 0);
    }

    synchronized Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    synchronized void delay(String method, Duration delay) {
        delays.put(method, delay);
    }

    synchronized void holdCalls(String method) {
        heldCalls.computeIfAbsent(method, key -> new ArrayList<>());
    }

    synchronized void holdAnswers(String method) {
        heldAnswers.computeIfAbsent(method, key -> new ArrayList<>());
    }

    synchronized int held(String method) {
        return heldCalls.getOrDefault(method, List.of()).size()
                + heldAnswers.getOrDefault(method, List.of()).size();
    }

    /** Lets go what was kept back of a method, in its order, and keeps back nothing more of it. */
    void release(String method) {
        List<Runnable> released = new ArrayList<>();
        synchronized (this) {
            takeFrom(heldCalls, method, released);
            takeFrom(heldAnswers, method, released);
            delays.remove(method);
        }
        released.forEach(Runnable::run);
    }

    /** Forgets what it kept back, as a server that dies does. */
    synchronized void forgetHeld() {
        heldCalls.clear();
        heldAnswers.clear();
    }

    private static boolean keptIn(Map<String, List<Runnable>> held, String method, Runnable task) {
        List<Runnable> kept = held.get(method);
        return kept != null && kept.add(task);
    }

    private static void takeFrom(Map<String, List<Runnable>> held, String method, List<Runnable> released) {
        List<Runnable> kept = held.remove(method);
        if (kept != null) {
            released.addAll(kept);
        }
    }
}

package io.adbot.telegram.loopback;

import io.adbot.telegram.loopback.Failures.Outcome;
import io.adbot.telegram.loopback.Methods.Caller;
import io.adbot.telegram.loopback.mtproto.RpcHandler;
import io.adbot.telegram.loopback.mtproto.TlObject;
import java.util.List;
import java.util.Optional;

/** Answers calls, one at a time: as the test wants, or as the world is. */
final class Telegram implements RpcHandler {

    private final World world;
    private final Failures failures;
    private final Peers peers;
    private final Methods methods;

    Telegram(World world, Failures failures, Peers peers, Methods methods) {
        this.world = world;
        this.failures = failures;
        this.peers = peers;
        this.methods = methods;
    }

    @Override
    public Object answer(long authKey, TlObject call) {
        synchronized (world) {
            Account account = world.loggedIn(authKey);
            Optional<Outcome> failure =
                    failures.find(account, peers.target(call).orElse(null), call.name());
            if (failure.isPresent()) {
                if (failure.get().error() != null) {
                    throw failure.get().error();
                }
                return Views.updates(world, account, List.of());
            }
            return methods.answer(
                    new Caller(authKey, account, world.loss(authKey).orElse(null)), call);
        }
    }
}

package io.adbot.testkit.contract;

import io.adbot.message.MessagingPort;
import io.adbot.testkit.FakeTelegram;
import io.adbot.testkit.VirtualTime;
import io.adbot.value.GroupId;
import io.adbot.value.SessionId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

class FakeTelegramContractTest extends MessagingPortContract {

    private final VirtualTime time = new VirtualTime();
    private final FakeTelegram telegram = new FakeTelegram(time);

    @Override
    protected MessagingPort port() {
        telegram.deny(session(), forbiddenGroup(), "not a member");
        telegram.slowMode(slowGroup(), Duration.ofHours(1));
        return telegram;
    }

    @Override
    protected SessionId session() {
        return new SessionId("a");
    }

    @Override
    protected GroupId group() {
        return new GroupId("-1001");
    }

    @Override
    protected GroupId forbiddenGroup() {
        return new GroupId("-1002");
    }

    @Override
    protected GroupId slowGroup() {
        return new GroupId("-1003");
    }

    @Override
    protected void banSession() {
        telegram.ban(session());
    }

    @Override
    protected <T> T await(CompletionStage<T> stage) {
        return time.await(stage, Duration.ofMinutes(5));
    }

    @Override
    protected void settle() {
        time.advance(Duration.ofMinutes(5));
    }

    @Override
    protected int messagesIn(GroupId group) {
        return telegram.ledger().posts(group).size();
    }
}

package io.adbot.telegram;

import io.adbot.message.MessagingPort.Sending;
import io.adbot.message.Post;
import io.adbot.message.SendOutcome;
import io.adbot.telegram.td.Answers.Failed;
import io.adbot.telegram.td.Answers.Message;
import io.adbot.telegram.td.Answers.Messages;
import io.adbot.telegram.td.Answers.TdError;
import io.adbot.telegram.td.NoAnswerException;
import io.adbot.telegram.td.Requests.DeleteMessages;
import io.adbot.telegram.td.Requests.ForwardMessages;
import io.adbot.telegram.td.Requests.GetMessageProperties;
import io.adbot.telegram.td.Requests.SendMessage;
import io.adbot.telegram.td.TdException;
import io.adbot.telegram.td.Types.FormattedText;
import io.adbot.telegram.td.Types.InputMessageText;
import io.adbot.telegram.td.Types.MessageSendOptions;
import io.adbot.telegram.td.Types.MessageTopic;
import io.adbot.telegram.td.Types.MessageTopicForum;
import io.adbot.time.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One send, from the question whether it may be to its end.
 *
 * <pre>
 *   PREPARING ──► HANDED_OVER ──► PENDING ──► ENDED
 *      │          (TDLib has       (as a          ▲
 *      │           the request)    temporary      │
 *      └─ cancelled: withdrawn     message) ──────┘  updateMessageSendSucceeded or …Failed
 * </pre>
 *
 * <p>Until it is handed over it is certain that nothing was posted. After that only an update says what became of it. A cancel then keeps
 * TDLib from sending what it has not sent yet, but does not tell whether it had: of a text, the temporary message is deleted; a
 * forward TDLib would send all the same, and delete afterwards, so the account is closed under it. So it is, too, if TDLib does not answer
 * any more: nobody could call off what it sends later. Touched on the port's loop alone.
 */
final class Outgoing implements Sending {

    private static final SendOutcome WITHDRAWN = new SendOutcome.Withdrawn();

    private final EventLoop loop;
    private final Post post;
    private final CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();

    private @Nullable Desk desk;
    private Sources.@Nullable Loaded source;
    private boolean deleted;
    private final long askedAt;
    private long handedOverAt;
    private long temporary;

    Outgoing(EventLoop loop, Post post) {
        this.loop = loop;
        this.post = post;
        this.askedAt = loop.now().nanos();
    }

    @Override
    public CompletionStage<SendOutcome> outcome() {
        return outcome;
    }

    @Override
    public void cancel() {
        if (isOver()) {
            return;
        }
        loop.execute(() -> {
            Desk handedTo = desk;
            if (outcome.isDone()) {
                return;
            }
            if (handedTo == null) {
                end(WITHDRAWN);
            } else {
                takeBack(handedTo);
            }
        });
    }

    Post post() {
        return post;
    }

    boolean isOver() {
        return outcome.isDone();
    }

    /** How it ended. What comes later changes nothing. */
    void end(SendOutcome how) {
        outcome.complete(how);
    }

    /** Hands a text over to TDLib. */
    void sendText(Desk at, Post.Text text, OptionalInt topic) {
        SendMessage request = new SendMessage(
                at.group().chatId(),
                topicId(topic),
                at.options(),
                new InputMessageText(new FormattedText(text.text())));
        handOver(at, at.account().client().ask(request, at.limit()).thenApply(List::of));
    }

    /** Hands a message over to TDLib that is to be forwarded, and is loaded. */
    void forward(Desk at, Sources.Loaded source, OptionalInt topic) {
        this.source = source;
        ForwardMessages request = new ForwardMessages(
                at.group().chatId(),
                topicId(topic),
                source.chat().id(),
                List.of(source.message().id()),
                at.options(),
                at.settings().copy(),
                at.settings().withoutCaption());
        handOver(at, at.account().client().ask(request, at.limit()).thenApply(Messages::messages));
    }

    private void handOver(Desk at, CompletionStage<? extends List<@Nullable Message>> answer) {
        desk = at;
        handedOverAt = loop.now().nanos();
        at.account().sends().handedOver();
        answer.whenComplete((messages, failure) -> {
            if (failure == null) {
                answered(at, messages);
            } else {
                refused(at, failure);
            }
            at.account().sends().answered();
        });
    }

    private void answered(Desk at, List<@Nullable Message> messages) {
        Message message = messages.size() == 1 ? messages.get(0) : null;
        if (message == null) {
            nothing(at);
        } else if (message.sendingState() instanceof Failed failed) {
            failed(at, message, failed.error());
        } else if (message.sendingState() == null) {
            delivered(at, message);
        } else {
            temporary = message.id();
            at.account().sends().await(at.group().chatId(), temporary, this);
        }
    }

    /**
     * TDLib makes no message of it: the source may not be forwarded, or the group does not take it. It says so of what is not loaded, too; but
     * that has been loaded just now.
     */
    private void nothing(Desk at) {
        Sources.Loaded of = Objects.requireNonNull(source);
        at.account()
                .client()
                .ask(new GetMessageProperties(of.chat().id(), of.message().id()), at.limit())
                .whenComplete((properties, failure) -> {
                    if (failure != null) {
                        end(Failure.outcomeOf(failure));
                    } else if (at.settings().copy() ? properties.canBeCopied() : properties.canBeForwarded()) {
                        end(new SendOutcome.NotPermitted("the group does not take this kind of content"));
                    } else {
                        end(new SendOutcome.Rejected("Telegram does not let this message be forwarded"));
                    }
                });
    }

    private void refused(Desk at, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TdException error) {
            settle(at, error.error(), false, 0);
        } else if (cause instanceof NoAnswerException silent) {
            at.account().close();
            end(new SendOutcome.Unknown(String.valueOf(silent.getMessage())));
        } else {
            at.account().close();
            end(new SendOutcome.Unknown(
                    "failed unexpectedly: " + cause.getClass().getSimpleName()));
        }
    }

    /** TDLib says that Telegram has it. */
    void delivered(Desk at, Message message) {
        long now = loop.now().nanos();
        at.group().posted(now);
        tookSoLong(at, now);
        // TDLib deletes from the group what was posted before it could be called off.
        end(
                deleted
                        ? new SendOutcome.Unknown("it was posted, and deleted again because it was cancelled")
                        : new SendOutcome.Delivered(message.id()));
    }

    void delivered(Message message) {
        if (desk != null) {
            delivered(desk, message);
        }
    }

    /** TDLib says that it could not be sent; what is left of it is deleted. */
    void failed(Message message, TdError error) {
        if (desk != null) {
            failed(desk, message, error);
        }
    }

    private void failed(Desk at, Message message, TdError error) {
        at.account().client().ask(new DeleteMessages(at.group().chatId(), List.of(message.id()), true), at.limit());
        settle(at, error, true, message.sendingState() instanceof Failed failed ? failed.retryAfter() : 0);
    }

    /** TDLib tells a wait in the text, and beside it. */
    private static SendOutcome orLonger(SendOutcome meaning, double seconds) {
        Duration told = Duration.ofMillis((long) (Math.min(seconds, Integer.MAX_VALUE) * 1_000));
        return meaning instanceof SendOutcome.FloodWait wait && told.compareTo(wait.retryAfter()) > 0
                ? new SendOutcome.FloodWait(told)
                : meaning;
    }

    private void tookSoLong(Desk at, long now) {
        at.account()
                .sends()
                .tookSoLong(
                        Duration.ofNanos(Math.max(0, now - askedAt)),
                        Duration.ofNanos(Math.max(0, now - handedOverAt)),
                        now);
    }

    private void settle(Desk at, TdError error, boolean handedOver, double retryAfter) {
        tookSoLong(at, loop.now().nanos());
        SendOutcome meaning = orLonger(ErrorTable.outcome(error, handedOver), retryAfter);
        if (meaning instanceof SendOutcome.SlowMode slow) {
            at.group().wait(slow.retryAfter(), loop.now().nanos());
        }
        at.account().learn(meaning);
        end(meaning);
    }

    /** The client is no more, and with it whoever could tell what becomes of this. */
    void abandoned() {
        if (desk == null) {
            end(new SendOutcome.Transient("the account was closed before anything was sent"));
        } else {
            end(new SendOutcome.Unknown("the account was closed before Telegram answered"));
        }
    }

    private void takeBack(Desk at) {
        if (post instanceof Post.Forward || temporary == 0) {
            at.account().close();
            return;
        }
        deleted = true;
        at.account()
                .client()
                .ask(new DeleteMessages(at.group().chatId(), List.of(temporary), true), at.limit())
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        at.account().close();
                    } else if (!isOver()) {
                        at.account().sends().forget(at.group().chatId(), temporary);
                        end(new SendOutcome.Unknown("it was cancelled; whether it had been posted is not known"));
                    }
                });
    }

    private static @Nullable MessageTopic topicId(OptionalInt topic) {
        return topic.isPresent() ? new MessageTopicForum(topic.getAsInt()) : null;
    }

    /** Where a send is handed over: to whom and for which group. */
    record Desk(Account account, Group group, TelegramSettings settings) {
        MessageSendOptions options() {
            return new MessageSendOptions(settings.silent(), 0);
        }

        Duration limit() {
            return settings.answerLimit();
        }
    }
}

package io.adbot.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.adbot.telegram.LoginException.Kind;
import io.adbot.telegram.LoginQuestion.Code;
import io.adbot.telegram.LoginQuestion.EmailAddress;
import io.adbot.telegram.LoginQuestion.EmailCode;
import io.adbot.telegram.LoginQuestion.Password;
import io.adbot.telegram.LoginQuestion.PhoneNumber;
import io.adbot.telegram.LoginStep.Ask;
import io.adbot.telegram.LoginStep.AskForLink;
import io.adbot.telegram.LoginStep.Done;
import io.adbot.telegram.LoginStep.Fail;
import io.adbot.telegram.LoginStep.Show;
import io.adbot.telegram.LoginStep.Wait;
import io.adbot.telegram.SentCode.Way;
import io.adbot.telegram.td.Answers.AuthorizationState;
import io.adbot.telegram.td.Answers.Closed;
import io.adbot.telegram.td.Answers.Closing;
import io.adbot.telegram.td.Answers.CodeInfo;
import io.adbot.telegram.td.Answers.CodeType;
import io.adbot.telegram.td.Answers.EmailCodeInfo;
import io.adbot.telegram.td.Answers.LoggingOut;
import io.adbot.telegram.td.Answers.OtherState;
import io.adbot.telegram.td.Answers.Ready;
import io.adbot.telegram.td.Answers.WaitCode;
import io.adbot.telegram.td.Answers.WaitEmailAddress;
import io.adbot.telegram.td.Answers.WaitEmailCode;
import io.adbot.telegram.td.Answers.WaitOtherDeviceConfirmation;
import io.adbot.telegram.td.Answers.WaitPassword;
import io.adbot.telegram.td.Answers.WaitPhoneNumber;
import io.adbot.telegram.td.Answers.WaitPremiumPurchase;
import io.adbot.telegram.td.Answers.WaitRegistration;
import io.adbot.telegram.td.Answers.WaitTdlibParameters;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LoginStepTest {

    private static final CodeInfo SMS =
            new CodeInfo(way("authenticationCodeTypeSms", 5), way("authenticationCodeTypeCall", 6), 60);
    private static final Ask ASK_NUMBER = new Ask(new PhoneNumber());
    private static final Ask ASK_CODE = new Ask(new Code(
            new SentCode(Way.SMS, OptionalInt.of(5), Optional.empty(), Optional.of(Way.CALL), Duration.ofMinutes(1))));
    private static final AskForLink ASK_FOR_LINK = new AskForLink();

    /** A state, and what is next by phone and by QR code. */
    static Stream<Arguments> steps() {
        return Stream.of(
                arguments(new WaitTdlibParameters(), new Wait(), new Wait()),
                arguments(new WaitPhoneNumber(), ASK_NUMBER, ASK_FOR_LINK),
                arguments(new WaitCode(SMS), ASK_CODE, ASK_FOR_LINK),
                arguments(new WaitEmailAddress(), new Ask(new EmailAddress()), ASK_FOR_LINK),
                both(new WaitPassword("the horse"), new Ask(new Password(Optional.of("the horse")))),
                both(new WaitPassword(""), new Ask(new Password(Optional.empty()))),
                both(new WaitPassword(null), new Ask(new Password(Optional.empty()))),
                arguments(
                        new WaitEmailCode(new EmailCodeInfo("a*n@e*.org", 6)),
                        new Ask(new EmailCode(new SentEmailCode(Optional.of("a*n@e*.org"), OptionalInt.of(6)))),
                        ASK_FOR_LINK),
                arguments(
                        new WaitEmailCode(null),
                        new Ask(new EmailCode(new SentEmailCode(Optional.empty(), OptionalInt.empty()))),
                        ASK_FOR_LINK),
                both(new WaitOtherDeviceConfirmation("tg://login?token=a"), new Show("tg://login?token=a")),
                both(new Ready(), new Done()),
                both(new LoggingOut(), new Wait()),
                both(new Closing(), new Wait()));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void whatTdlibWaitsForDecidesAlsoWhenItIsResumed(AuthorizationState state, LoginStep byPhone, LoginStep byCode) {
        for (boolean resumed : List.of(true, false)) {
            assertThat(LoginStep.at(state, LoginWay.PHONE, resumed)).isEqualTo(byPhone);
            assertThat(LoginStep.at(state, LoginWay.QR_CODE, resumed)).isEqualTo(byCode);
        }
    }

    @Test
    void nobodyIsRegisteredAndNothingIsBought() {
        assertThat(failure(new WaitRegistration())).isEqualTo(Kind.NO_ACCOUNT);
        assertThat(failure(new WaitPremiumPurchase())).isEqualTo(Kind.PREMIUM_NEEDED);
        assertThat(failure(new Closed())).isEqualTo(Kind.CLOSED);
        assertThat(failure(new OtherState("authorizationStateWaitForGodot"))).isEqualTo(Kind.REFUSED);
    }

    @Test
    void whatAnEarlierLoginCouldNotDoIsTriedWithAnotherNumberOrWay() {
        for (AuthorizationState end : List.of(new WaitRegistration(), new WaitPremiumPurchase())) {
            assertThat(LoginStep.at(end, LoginWay.PHONE, true)).isEqualTo(ASK_NUMBER);
            assertThat(LoginStep.at(end, LoginWay.QR_CODE, true)).isEqualTo(ASK_FOR_LINK);
        }
    }

    @Test
    void noStateIsForgotten() {
        List<Class<?>> tested = Stream.concat(
                        steps().<Class<?>>map(arguments -> arguments.get()[0].getClass()),
                        Stream.of(WaitRegistration.class, WaitPremiumPurchase.class, Closed.class, OtherState.class))
                .distinct()
                .toList();

        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(AuthorizationState.class.getPermittedSubclasses()));
    }

    @Test
    void saysHowACodeWasSent() {
        assertThat(SentCode.of(new CodeInfo(
                        new CodeType("authenticationCodeTypeSmsWord", 0, "b", null, null, null, null), null, 0)))
                .isEqualTo(new SentCode(
                        Way.SMS_WORD, OptionalInt.empty(), Optional.of("b"), Optional.empty(), Duration.ZERO));
        assertThat(SentCode.of(new CodeInfo(
                        new CodeType("authenticationCodeTypeMissedCall", 4, null, null, null, "+1555", null),
                        way("authenticationCodeTypeDream", 0),
                        0)))
                .isEqualTo(new SentCode(
                        Way.MISSED_CALL,
                        OptionalInt.of(4),
                        Optional.of("+1555"),
                        Optional.of(Way.OTHER),
                        Duration.ZERO));
    }

    private static Kind failure(AuthorizationState state) {
        return ((Fail) LoginStep.at(state, LoginWay.PHONE, false)).failure().kind();
    }

    private static Arguments both(AuthorizationState state, LoginStep step) {
        return arguments(state, step, step);
    }

    private static CodeType way(String type, int length) {
        return new CodeType(type, length, null, null, null, null, null);
    }
}

package io.adbot.telegram.loopback;

import io.adbot.telegram.loopback.Account.LoginCode;
import io.adbot.telegram.loopback.Methods.Caller;
import io.adbot.telegram.loopback.mtproto.Crypto;
import io.adbot.telegram.loopback.mtproto.RpcError;
import io.adbot.telegram.loopback.mtproto.TlObject;
import java.util.HashMap;
import java.util.Map;

/**
 * How a client comes to act for an account.
 *
 * @see <a href="https://core.telegram.org/api/auth">core.telegram.org/api/auth</a>
 * @see <a href="https://core.telegram.org/api/qr-login">core.telegram.org/api/qr-login</a>
 */
final class LoginMethods {

    private static final int TOKEN_SECONDS = 30;

    private final World world;

    /** Who has given the code, or been let in, and must still give the password. */
    private final Map<Long, Account> withoutPassword = new HashMap<>();

    private final Map<Long, Srp.Challenge> challenges = new HashMap<>();

    LoginMethods(World world, Methods methods) {
        this.world = world;
        methods.anybody("auth.sendCode", this::sendCode);
        methods.anybody("auth.resendCode", this::sendCode);
        methods.anybody("auth.cancelCode", (caller, call) -> true);
        methods.anybody("auth.signIn", this::signIn);
        methods.anybody("auth.signUp", this::signUp);
        methods.anybody("account.sendVerifyEmailCode", this::sendEmailCode);
        methods.anybody("account.verifyEmail", this::verifyEmail);
        methods.anybody("account.getPassword", this::password);
        methods.anybody("auth.checkPassword", this::checkPassword);
        methods.anybody("auth.exportLoginToken", this::loginToken);
        methods.accounts("auth.logOut", this::logOut);
    }

    private TlObject sendCode(Caller caller, TlObject call) {
        return sentCode(account(call));
    }

    private static TlObject sentCode(Account account) {
        LoginCode kind = account.loginCode();
        TlObject type = switch (kind) {
            case IN_APP ->
                TlObject.of("auth.sentCodeTypeApp", "length", account.code().length());
            case BY_EMAIL ->
                TlObject.of(
                        "auth.sentCodeTypeEmailCode",
                        "email_pattern",
                        "a*n@e*****e.org",
                        "length",
                        account.code().length());
            case BY_EMAIL_TO_BE_SET_UP -> TlObject.of("auth.sentCodeTypeSetUpEmailRequired");
        };
        return TlObject.of("auth.sentCode", "type", type, "phone_code_hash", codeHash(account));
    }

    private TlObject sendEmailCode(Caller caller, TlObject call) {
        Account account = account(call.object("purpose"));
        if (!call.text("email").contains("@")) {
            throw new RpcError(400, "EMAIL_INVALID");
        }
        return TlObject.of(
                "account.sentEmailCode",
                "email_pattern",
                "a*n@e*****e.org",
                "length",
                account.code().length());
    }

    private TlObject verifyEmail(Caller caller, TlObject call) {
        Account account = account(call.object("purpose"));
        check(account, call.object("verification").text("code"), "CODE_INVALID");
        account.emailSetUp();
        return TlObject.of("account.emailVerifiedLogin", "email", "ann@example.org", "sent_code", sentCode(account));
    }

    private TlObject signIn(Caller caller, TlObject call) {
        Account account = account(call);
        checkHash(account, call);
        String code = call.has("email_verification")
                ? call.object("email_verification").text("code")
                : call.text("phone_code");
        check(account, code, "PHONE_CODE_INVALID");
        if (!account.isRegistered()) {
            return TlObject.of("auth.authorizationSignUpRequired");
        }
        return letIn(caller, account);
    }

    private TlObject signUp(Caller caller, TlObject call) {
        Account account = account(call);
        checkHash(account, call);
        account.register(call.text("first_name"));
        return letIn(caller, account);
    }

    private TlObject loginToken(Caller caller, TlObject call) {
        return world.accepted(caller.authKey())
                .map(account -> TlObject.of("auth.loginTokenSuccess", "authorization", letIn(caller, account)))
                .orElseGet(() -> {
                    byte[] token = Crypto.random(32);
                    world.showToken(token, caller.authKey());
                    return TlObject.of("auth.loginToken", "expires", world.now() + TOKEN_SECONDS, "token", token);
                });
    }

    private TlObject password(Caller caller, TlObject call) {
        Account account = withoutPassword.getOrDefault(caller.authKey(), caller.account());
        if (account == null) {
            throw new RpcError(401, "AUTH_KEY_UNREGISTERED");
        }
        Srp.Verifier password = account.password().orElse(null);
        Srp.Challenge challenge = password == null ? null : new Srp.Challenge(password);
        challenges.put(caller.authKey(), challenge);
        return TlObject.of(
                "account.password",
                "has_password",
                password != null,
                "current_algo",
                password == null ? null : password.algorithm(),
                "srp_B",
                password == null ? null : challenge.offered(),
                "srp_id",
                password == null ? null : challenge.id(),
                "new_algo",
                TlObject.of("passwordKdfAlgoUnknown"),
                "new_secure_algo",
                TlObject.of("securePasswordKdfAlgoUnknown"),
                "secure_random",
                Crypto.random(256));
    }

    private TlObject checkPassword(Caller caller, TlObject call) {
        Account account = withoutPassword.get(caller.authKey());
        Srp.Challenge challenge = challenges.remove(caller.authKey());
        TlObject answer = call.object("password");
        if (account == null || challenge == null) {
            throw new RpcError(401, "AUTH_KEY_UNREGISTERED");
        }
        if (!answer.is("inputCheckPasswordSRP") || !challenge.isAnsweredBy(answer)) {
            throw new RpcError(400, "PASSWORD_HASH_INVALID");
        }
        return authorization(caller, account);
    }

    private TlObject logOut(Caller caller, TlObject call) {
        world.logOut(caller.authKey());
        return TlObject.of("auth.loggedOut");
    }

    private TlObject letIn(Caller caller, Account account) {
        if (account.password().isPresent()) {
            withoutPassword.put(caller.authKey(), account);
            throw new RpcError(401, "SESSION_PASSWORD_NEEDED");
        }
        return authorization(caller, account);
    }

    private TlObject authorization(Caller caller, Account account) {
        withoutPassword.remove(caller.authKey());
        world.logIn(caller.authKey(), account);
        return TlObject.of("auth.authorization", "user", Views.user(account, account));
    }

    /** The account that a call names by its number. */
    private Account account(TlObject call) {
        Account account =
                world.withPhone(call.text("phone_number")).orElseThrow(() -> new RpcError(400, "PHONE_NUMBER_INVALID"));
        if (account.isBanned()) {
            throw new RpcError(400, "PHONE_NUMBER_BANNED");
        }
        return account;
    }

    private static void check(Account account, String code, String otherwise) {
        if (account.isCodeExpired()) {
            throw new RpcError(400, "PHONE_CODE_EXPIRED");
        }
        if (!account.code().equals(code)) {
            throw new RpcError(400, otherwise);
        }
    }

    private static void checkHash(Account account, TlObject call) {
        if (!codeHash(account).equals(call.text("phone_code_hash"))) {
            throw new RpcError(400, "PHONE_CODE_HASH_INVALID");
        }
    }

    private static String codeHash(Account account) {
        return "code-" + account.id();
    }
}

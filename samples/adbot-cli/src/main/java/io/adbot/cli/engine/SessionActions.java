package io.adbot.cli.engine;

import io.adbot.Sessions;
import io.adbot.cli.input.BadInputException;
import io.adbot.session.PooledSession;
import io.adbot.session.SessionState;
import io.adbot.store.json.JsonDirectory;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What an operator does with sessions while no engine runs on the directory: list, add, remove, release, replace, acknowledge. */
public final class SessionActions {

    private final Path directory;
    private final PrintWriter out;

    /** On this directory, reporting to there. */
    public SessionActions(Path directory, PrintWriter out) {
        this.directory = directory;
        this.out = out;
    }

    /**
     * Does it.
     *
     * @param action {@code list}, {@code add SESSION}, {@code remove SESSION}, {@code release USER SESSION…},
     *     {@code replace USER SESSION}, {@code acknowledge USER} or {@code clear SESSION}
     * @throws BadInputException if it is none of these, or is refused
     */
    public void run(List<String> action) {
        String what = action.isEmpty() ? "" : action.get(0);
        List<String> rest = action.isEmpty() ? List.of() : action.subList(1, action.size());
        try {
            switch (what) {
                case "list" -> list(rest);
                case "add" -> add(one(rest, "add SESSION"));
                case "remove" -> remove(one(rest, "remove SESSION"));
                case "release" -> release(rest);
                case "replace" -> replace(rest);
                case "acknowledge" -> acknowledge(one(rest, "acknowledge USER"));
                case "clear" -> clear(one(rest, "clear SESSION"));
                default ->
                    throw new InvalidValueException(
                            "action", what, "list, add, remove, release, replace, acknowledge or clear");
            }
        } catch (InvalidValueException refusal) {
            throw new BadInputException(String.valueOf(refusal.getMessage()));
        }
    }

    private void list(List<String> rest) {
        if (!rest.isEmpty()) {
            throw new InvalidValueException("list", rest, "nothing more");
        }
        if (!Files.isDirectory(directory)) {
            throw BadInputException.in(directory, "no such directory");
        }
        List<PooledSession> all = JsonDirectory.of(directory).books().sessions().all();
        all.forEach(session -> out.println(line(session)));
        if (all.isEmpty()) {
            out.println("no sessions");
        }
    }

    private void add(String name) {
        SessionId session = new SessionId(name);
        onEngine(sessions -> {
            // An opening takes in by itself what lies with the unused.
            PooledSession added = OpenEngine.await(sessions.all()).stream()
                    .filter(known -> known.session().equals(session) && known.state() == SessionState.UNUSED)
                    .findFirst()
                    .orElseGet(() -> OpenEngine.await(sessions.add(session)));
            out.println(line(added));
        });
    }

    private void remove(String name) {
        onEngine(sessions -> {
            OpenEngine.await(sessions.remove(new SessionId(name)));
            out.println(name + ": removed, and its file is deleted");
        });
    }

    private void release(List<String> rest) {
        if (rest.size() < 2) {
            throw new InvalidValueException("release", rest, "release USER SESSION…");
        }
        List<SessionId> which =
                rest.subList(1, rest.size()).stream().map(SessionId::new).toList();
        onEngine(sessions -> {
            OpenEngine.await(sessions.release(new TenantId(rest.get(0)), which));
            which.forEach(session -> out.println(session + ": unused"));
        });
    }

    private void replace(List<String> rest) {
        if (rest.size() != 2) {
            throw new InvalidValueException("replace", rest, "replace USER SESSION");
        }
        onEngine(sessions -> {
            SessionId replacement =
                    OpenEngine.await(sessions.replace(new TenantId(rest.get(0)), new SessionId(rest.get(1))));
            out.println(rest.get(1) + ": replaced by " + replacement);
        });
    }

    private void acknowledge(String user) {
        onEngine(sessions -> {
            OpenEngine.await(sessions.acknowledge(new TenantId(user)));
            out.println(user + ": the loss is acknowledged");
        });
    }

    private void clear(String name) {
        onEngine(sessions -> out.println(line(OpenEngine.await(sessions.clear(new SessionId(name))))));
    }

    private void onEngine(Consumer<Sessions> action) {
        try (OpenEngine engine = OpenEngine.on(directory)) {
            OpenEngine.await(engine.bot().sessions().lookForNew());
            action.accept(engine.bot().sessions());
        }
    }

    private static String one(List<String> rest, String expected) {
        if (rest.size() != 1) {
            throw new InvalidValueException("action", rest, expected);
        }
        return rest.get(0);
    }

    private static String line(PooledSession session) {
        return session.session() + ": " + session.state().name().toLowerCase(Locale.ROOT)
                + session.holder().map(tenant -> ", " + tenant).orElse("")
                + session.whyNot().map(flag -> ", " + flag.wire()).orElse("");
    }
}

package io.adbot.cli.input;

import io.adbot.plan.ExecutionMode;
import io.adbot.tenant.ModeNotAllowedException;
import io.adbot.tenant.PlanType;
import io.adbot.value.GroupId;
import io.adbot.value.InvalidValueException;
import io.adbot.value.SessionId;
import io.adbot.value.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The campaigns of many tenants: a directory that holds {@code users.json}, flat or under {@code data/}, and beside it,
 * for tenants without groups, {@code default_groups.json}.
 */
public final class TenantDirectory {

    private static final String USERS = "users.json";
    private static final String DEFAULT_GROUPS = "default_groups.json";
    private static final String SESSIONS = "assigned_sessions";

    /** What no file system takes for a part of a name, or takes for more than a name. */
    private static final Pattern UNSAFE = Pattern.compile("\\.{1,2}|.*[/\\\\:*?\"<>|].*|.*[. ]");

    private static final int LONGEST_NAME = 200;

    private final Path users;
    private final Map<SessionId, TenantId> owners = new HashMap<>();

    private TenantDirectory(Path users) {
        this.users = users;
    }

    /**
     * Reads every tenant, in the order of the file, whatever its {@code bot_status}.
     *
     * @throws BadInputException naming the file, the tenant and what is at fault
     */
    public static List<Campaign> read(Path directory) {
        return new TenantDirectory(find(directory)).read();
    }

    /** The files of a directory that are read, whether they are there or not. */
    public static List<Path> files(Path directory) {
        Path users = find(directory);
        return List.of(users, users.resolveSibling(DEFAULT_GROUPS));
    }

    private static Path find(Path directory) {
        Path flat = directory.resolve(USERS);
        Path nested = directory.resolve("data").resolve(USERS);
        if (Files.exists(flat) && Files.exists(nested)) {
            throw BadInputException.in(
                    directory, "both " + USERS + " and data/" + USERS + " are there, expected one of them");
        }
        if (!Files.exists(flat) && !Files.exists(nested)) {
            throw BadInputException.in(directory, "there is neither " + USERS + " nor data/" + USERS + " in it");
        }
        return Files.exists(flat) ? flat : nested;
    }

    private List<Campaign> read() {
        JsonNode document = JsonDocument.read(users);
        List<Campaign> campaigns = new ArrayList<>();
        try {
            JsonRecord file = new JsonRecord("the file", document);
            if (!file.has("users")) {
                throw InvalidValueException.missing("users", "an object with a record for each tenant");
            }
            JsonNode records = document.get("users");
            new JsonRecord("users", records);
            records.properties().forEach(tenant -> campaigns.add(read(tenant.getKey(), tenant.getValue())));
            if (campaigns.isEmpty()) {
                throw new InvalidValueException("users", Map.of(), "at least one tenant");
            }
        } catch (InvalidValueException refusal) {
            throw BadInputException.in(users, refusal);
        }
        return campaigns;
    }

    private Campaign read(String name, JsonNode value) {
        TenantId tenant = tenant(name);
        String place = "users." + name;
        JsonRecord record = new JsonRecord(place, value);
        try {
            ExecutionMode mode = mode(record);
            List<SessionId> sessions = CampaignFields.sessions(record, SESSIONS);
            claim(tenant, sessions);
            return new Campaign(
                    tenant,
                    users + ": " + place,
                    CampaignFields.request(record, mode, sessions, groups(record)),
                    CampaignFields.post(record));
        } catch (InvalidValueException refusal) {
            throw refusal.within(place);
        } catch (ModeNotAllowedException refusal) {
            throw BadInputException.in(users, place + ": " + refusal.getMessage());
        }
    }

    private static TenantId tenant(String name) {
        if (UNSAFE.matcher(name).matches() || name.length() > LONGEST_NAME) {
            throw new InvalidValueException(
                    "users",
                    name,
                    "tenant ids that can be the name of a directory: no / \\ : * ? \" < > |, no dot"
                            + " or space at the end, at most " + LONGEST_NAME + " characters");
        }
        return new TenantId(name);
    }

    private static ExecutionMode mode(JsonRecord record) {
        Optional<PlanType> type =
                record.text("plan_type", "STARTER or ENTERPRISE").map(PlanType::ofWire);
        return PlanType.decide(type.orElse(null), CampaignFields.mode(record).orElse(null));
    }

    private List<GroupId> groups(JsonRecord record) {
        return CampaignFields.groups(record)
                .filter(groups -> !groups.isEmpty())
                .or(this::defaultGroups)
                .orElseThrow(() -> InvalidValueException.missing(
                        CampaignFields.GROUPS, "an array of strings, at least one group (or " + DEFAULT_GROUPS + ")"));
    }

    private Optional<List<GroupId>> defaultGroups() {
        Path file = users.resolveSibling(DEFAULT_GROUPS);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonRecord.ids("the file", JsonDocument.read(file), GroupId::new))
                    .filter(groups -> !groups.isEmpty());
        } catch (InvalidValueException refusal) {
            throw BadInputException.in(file, refusal);
        }
    }

    /** S1: a session belongs to one tenant at a time. */
    private void claim(TenantId tenant, List<SessionId> sessions) {
        for (SessionId session : sessions) {
            TenantId owner = owners.putIfAbsent(session, tenant);
            if (owner != null && !owner.equals(tenant)) {
                throw new InvalidValueException(
                        SESSIONS, session.value(), "sessions of its own; this one is assigned to " + owner);
            }
        }
    }
}

package io.adbot.telegram.transport;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Which updates are read here. TDLib gives each client hundreds that are not, and no way to do without them: they are dropped by
 * their first bytes, before they are parsed.
 */
final class Updates {

    /** The types that {@code io.adbot.telegram.td.Update} has, which a test compares. */
    static final Set<String> WANTED = Set.of(
            "updateAuthorizationState",
            "updateBasicGroup",
            "updateChatPermissions",
            "updateFreezeState",
            "updateMessageSendFailed",
            "updateMessageSendSucceeded",
            "updateSupergroup",
            "updateSupergroupFullInfo");

    private static final byte[] UPDATE = bytes("{\"@type\":\"update");
    private static final int TYPE = "{\"@type\":\"".length();
    private static final Set<Bytes> WANTED_BYTES =
            WANTED.stream().map(type -> new Bytes(bytes(type))).collect(Collectors.toUnmodifiableSet());

    private Updates() {}

    /** Answers always are. */
    static boolean isWanted(byte[] json) {
        if (json.length < UPDATE.length || !Arrays.equals(json, 0, UPDATE.length, UPDATE, 0, UPDATE.length)) {
            return true;
        }
        int end = TYPE;
        while (end < json.length && json[end] != '"') {
            end++;
        }
        return WANTED_BYTES.contains(new Bytes(Arrays.copyOfRange(json, TYPE, end)));
    }

    /** Is it the last that comes from a client? */
    static boolean isClosed(JsonNode message) {
        return message.path("authorization_state").path("@type").asString("").equals("authorizationStateClosed");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Bytes that can be looked up. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by what is in it, see below.
    private record Bytes(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}

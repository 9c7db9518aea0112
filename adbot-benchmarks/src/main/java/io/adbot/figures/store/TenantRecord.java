package io.adbot.figures.store;

import io.adbot.message.Post;
import io.adbot.tenant.TenantConfig;
import io.adbot.value.GroupId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a tenant has set, in two forms that hold the same: for this library, which makes JSON of it for every change, and as
 * JSON, ready for the others.
 */
public final class TenantRecord {

    private static final int GROUPS = 10;
    private static final TenantRecord[] EDITIONS =
            IntStream.range(0, 1_021).mapToObj(TenantRecord::make).toArray(TenantRecord[]::new);

    private final TenantConfig config;
    private final byte[] json;

    private TenantRecord(TenantConfig config, byte[] json) {
        this.config = config;
        this.json = json;
    }

    /** One of a thousand records of much the same size, all of them made beforehand. */
    public static TenantRecord edition(int number) {
        return EDITIONS[number % EDITIONS.length];
    }

    private static TenantRecord make(int number) {
        String text = "edition " + number;
        List<String> groups = IntStream.range(0, GROUPS)
                .mapToObj(i -> Long.toString(-1_001_000_000_000L - i))
                .toList();
        TenantConfig config = TenantConfig.builder()
                .post(Post.text(text))
                .groups(groups.stream().map(GroupId::new).toList())
                .build();
        String json =
                """
                {"execution_mode":"enterprise","groups":[%s],"post_type":"text","post_content":"%s","delay_between_posts":5,\
                "sessions_count":5}"""
                        .formatted(
                                groups.stream()
                                        .map(group -> '"' + group + '"')
                                        .collect(Collectors.joining(",")),
                                text);
        return new TenantRecord(config, json.getBytes(StandardCharsets.UTF_8));
    }

    /** As this library has it. */
    public TenantConfig config() {
        return config;
    }

    /** As JSON; not to be changed. */
    public byte[] json() {
        return json;
    }
}

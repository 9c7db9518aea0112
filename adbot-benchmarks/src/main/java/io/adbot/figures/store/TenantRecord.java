package io.adbot.figures.store;

import io.adbot.message.Post;
import io.adbot.tenant.TenantConfig;
import io.adbot.value.GroupId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a tenant has set. Each store makes of it, for every change anew, what it keeps.
 *
 * @param config the settings
 */
public record TenantRecord(TenantConfig config) {

    private static final int GROUPS = 10;
    private static final List<TenantRecord> EDITIONS =
            IntStream.range(0, 1_021).mapToObj(TenantRecord::make).toList();

    /** One of a thousand records of much the same size. */
    public static TenantRecord edition(int number) {
        return EDITIONS.get(number % EDITIONS.size());
    }

    private static TenantRecord make(int number) {
        List<GroupId> groups = IntStream.range(0, GROUPS)
                .mapToObj(i -> new GroupId(Long.toString(-1_001_000_000_000L - i)))
                .toList();
        return new TenantRecord(TenantConfig.builder()
                .post(Post.text("edition " + number))
                .groups(groups)
                .build());
    }
}

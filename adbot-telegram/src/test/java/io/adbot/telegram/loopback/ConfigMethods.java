package io.adbot.telegram.loopback;

import io.adbot.telegram.loopback.Methods.Caller;
import io.adbot.telegram.loopback.mtproto.TlObject;
import java.util.List;
import java.util.function.LongToIntFunction;

/**
 * What clients are told of Telegram itself.
 *
 * <p>It matters in one way: a client whose proxy is there, but leads to no data centre that answers, looks for one with the help of public
 * name servers, past the proxy. It does so after 5 seconds unless it was told, as here, that nobody blocks Telegram, and then after
 * 20.
 */
final class ConfigMethods {

    /** In test data centres, everything else being equal, numbers are so much higher. */
    private static final int TEST = 10_000;

    private static final int ANY = 1000;

    private final World world;
    private final LongToIntFunction dataCentre;
    private final int port;

    /**
     * The methods.
     *
     * @param dataCentre for which data centre the owner of a key takes this one
     * @param port where it really is
     */
    ConfigMethods(World world, LongToIntFunction dataCentre, int port, Methods methods) {
        this.world = world;
        this.dataCentre = dataCentre;
        this.port = port;
        methods.anybody("help.getConfig", this::config);
    }

    private TlObject config(Caller caller, TlObject call) {
        int centre = dataCentre.applyAsInt(caller.authKey());
        int number = centre % TEST;
        TlObject option = TlObject.of("dcOption", "id", number, "ip_address", "127.0.0.1", "port", port);
        return TlObject.of(
                "config",
                "date",
                world.now(),
                "expires",
                world.now() + 3600,
                "test_mode",
                centre >= TEST,
                "this_dc",
                number,
                "dc_options",
                List.of(option),
                "dc_txt_domain_name",
                "",
                "chat_size_max",
                200,
                "megagroup_size_max",
                200_000,
                "forwarded_count_max",
                100,
                "online_update_period_ms",
                210_000,
                "offline_blur_timeout_ms",
                5000,
                "offline_idle_timeout_ms",
                30_000,
                "online_cloud_timeout_ms",
                300_000,
                "notify_cloud_delay_ms",
                30_000,
                "notify_default_delay_ms",
                1500,
                "push_chat_period_ms",
                60_000,
                "push_chat_limit",
                2,
                "edit_time_limit",
                172_800,
                "revoke_time_limit",
                Integer.MAX_VALUE,
                "revoke_pm_time_limit",
                Integer.MAX_VALUE,
                "rating_e_decay",
                2_419_200,
                "stickers_recent_limit",
                ANY,
                "channels_read_media_period",
                604_800,
                "call_receive_timeout_ms",
                20_000,
                "call_ring_timeout_ms",
                90_000,
                "call_connect_timeout_ms",
                30_000,
                "call_packet_timeout_ms",
                10_000,
                "me_url_prefix",
                "https://t.me/",
                "caption_length_max",
                1024,
                "message_length_max",
                MessageMethods.LONGEST,
                "webfile_dc_id",
                number);
    }
}

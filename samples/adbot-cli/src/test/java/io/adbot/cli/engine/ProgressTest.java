package io.adbot.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.TenantStatus;
import io.adbot.cycle.RunStatus;
import io.adbot.cycle.WaitReason;
import io.adbot.cycle.Waiting;
import io.adbot.tenant.TenantConfig;
import io.adbot.tenant.TenantStats;
import io.adbot.time.Nanos;
import io.adbot.time.Tick;
import io.adbot.value.TenantId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final TenantId ANN = new TenantId("ann");

    private final StringWriter told = new StringWriter();
    private final Progress progress = new Progress(new PrintWriter(told));

    @Test
    void aPauseIsToldOnce() {
        progress.tell(pausing(0, 1));
        progress.tellIfChanged(pausing(100, 1));
        progress.tellIfChanged(pausing(200, 1));

        assertThat(told.toString().lines())
                .containsExactly("ann: running, 0 of 0 sessions, 1 delivered, 0 failed, 0 unknown;"
                        + " the pause between two cycles, 300s left at the most");
    }

    @Test
    void whatChangesIsTold() {
        progress.tell(pausing(0, 1));
        progress.tellIfChanged(pausing(100, 2));
        progress.tellIfChanged(pausing(200, 2));
        progress.tellIfChanged(stopped(2));

        assertThat(told.toString().lines()).hasSize(3);
        assertThat(told.toString()).contains("2 delivered", "200s left at the most", "stopped");
    }

    @Test
    void tenantsAreToldApart() {
        progress.tell(pausing(0, 1));
        progress.tellIfChanged(status(new TenantId("bob"), 1, waiting(0)));

        assertThat(told.toString().lines()).hasSize(2);
    }

    private static TenantStatus pausing(long atSecond, long delivered) {
        return status(ANN, delivered, waiting(atSecond));
    }

    private static Waiting waiting(long atSecond) {
        Tick now = new Tick(atSecond * Nanos.SECOND, Instant.EPOCH);
        return new Waiting(WaitReason.PAUSE, 300 * Nanos.SECOND, now, "the pause between two cycles");
    }

    private static TenantStatus status(TenantId tenant, long delivered, Waiting waiting) {
        RunStatus run = new RunStatus(tenant, RunStatus.State.RUNNING, null, 1, waiting, List.of());
        return status(tenant, TenantStatus.State.RUNNING, delivered, run, waiting.toString());
    }

    private static TenantStatus stopped(long delivered) {
        return status(ANN, TenantStatus.State.STOPPED, delivered, null, "stopped by the operator");
    }

    private static TenantStatus status(
            TenantId tenant, TenantStatus.State state, long delivered, RunStatus run, String reason) {
        TenantStats stats = new TenantStats(delivered, 0, 0, 0, null);
        return new TenantStatus(tenant, state, TenantConfig.builder().build(), List.of(), 0, stats, run, reason);
    }
}

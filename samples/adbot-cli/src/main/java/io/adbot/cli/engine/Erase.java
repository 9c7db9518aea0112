package io.adbot.cli.engine;

import io.adbot.value.TenantId;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Removes a user and every trace of it; its sessions are unused again. */
public final class Erase {

    private final PrintWriter out;

    /** Reports to there. */
    public Erase(PrintWriter out) {
        this.out = out;
    }

    /** Erases, and finishes what an earlier try has left; a user that is not there has no trace afterwards either. */
    public void run(Path directory, TenantId tenant) {
        boolean wasThere;
        try (OpenEngine engine = OpenEngine.on(directory)) {
            wasThere = OpenEngine.await(engine.bot().tenants().find(tenant)).isPresent();
            OpenEngine.await(engine.bot().tenants().erase(tenant));
        }
        out.println(tenant + (wasThere ? ": erased" : ": there is no such user, and no trace of it"));
    }
}

package io.adbot.store.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.adbot.store.Store;
import io.adbot.testkit.contract.StoreContract;
import io.adbot.value.SessionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class JsonStoreContractTest extends StoreContract {

    @TempDir
    Path temp;

    @Override
    protected Store open() {
        return JsonStore.open(temp.resolve("adbot"));
    }

    @Override
    protected Store reopen(Store closed) {
        assertThat(((JsonStore) closed).directory()).isEqualTo(temp.resolve("adbot"));
        return open();
    }

    @Override
    protected void putSession(Store store, SessionId session) {
        try {
            Files.createFile(temp.resolve("adbot/sessions/unused").resolve(session.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

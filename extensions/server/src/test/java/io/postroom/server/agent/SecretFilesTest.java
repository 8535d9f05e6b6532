package io.postroom.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.ApiKeys;
import io.postroom.core.account.FirstStart;
import io.postroom.core.secret.Tokens;
import io.postroom.server.launch.DataDirectory;
import io.postroom.server.launch.StartRefusedException;
import io.postroom.store.memory.MemoryApiKeyStore;
import io.postroom.store.memory.MemoryOrganizationStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files with the master key and the first root key, as a power cut or a person may have left them. */
class SecretFilesTest {
    @TempDir
    private Path root;

    @Test
    void theMasterKeyStaysTheSame() throws IOException {
        Path file = root.resolve("master-key");

        MasterKeyFile.in(file);
        String written = Files.readString(file);
        MasterKeyFile.in(file);

        assertThat(file).hasContent(written);
    }

    @Test
    void aTemporaryFileBesideTheMasterKeyIsNotTakenForIt() throws IOException {
        Files.writeString(root.resolve("master-key.new"), "c0ffee");

        MasterKeyFile.in(root.resolve("master-key"));

        assertThat(root.resolve("master-key")).content().hasSize(64);
    }

    @Test
    void aMasterKeyThatWasCutOffIsNotReplacedInSilence() throws IOException {
        Path file = Files.writeString(root.resolve("master-key"), "c0ffee");

        assertThatThrownBy(() -> MasterKeyFile.in(file))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("The file " + file + " holds no master key");
        assertThat(file).hasContent("c0ffee");
    }

    @Test
    void anEmptyRootKeyIsMadeAnewWhileThereIsNoOrganization() throws IOException {
        DataDirectory data = new DataDirectory(root);
        Files.writeString(data.rootApiKey(), "");

        RootKeyFile file = rootKeyFile(data);
        file.ensure();

        assertThat(file.madeNow()).get().asString().startsWith("am_").hasSizeGreaterThan(40);
        assertThat(data.rootApiKey()).content().startsWith(file.madeNow().orElseThrow());
    }

    @Test
    void aRootKeyThatTheStoreDoesNotKnowYetIsUsed() throws IOException {
        DataDirectory data = new DataDirectory(root);
        Files.writeString(data.rootApiKey(), "am_written-before-the-crash\n");

        RootKeyFile file = rootKeyFile(data);
        file.ensure();

        assertThat(file.madeNow()).contains("am_written-before-the-crash");
    }

    private static RootKeyFile rootKeyFile(DataDirectory data) {
        Clock clock = Clock.systemUTC();
        MemoryOrganizationStore organizations = new MemoryOrganizationStore();
        MemoryApiKeyStore keys = new MemoryApiKeyStore();
        return new RootKeyFile(
                data,
                new ApiKeys(keys, organizations, new Tokens(), clock),
                new FirstStart(organizations, keys, clock));
    }
}

package io.postroom.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmapKeystoreTest {
    @TempDir
    private Path root;

    private DataDirectory data;
    private Path keystore;

    @BeforeEach
    void create() {
        data = new DataDirectory(root);
        data.create();
        keystore = data.james().resolve("jmap-keystore.p12");
    }

    @Test
    void staysTheSame() throws IOException {
        JmapKeystore made = JmapKeystore.in(data);
        byte[] octets = Files.readAllBytes(keystore);

        assertThat(JmapKeystore.in(data)).isEqualTo(made);
        assertThat(keystore).hasBinaryContent(octets);
    }

    @Test
    void isMadeAnewIfItWasCutOff() throws IOException, GeneralSecurityException {
        JmapKeystore.in(data);
        Files.writeString(keystore, "");

        JmapKeystore anew = JmapKeystore.in(data);

        assertThat(KeyStore.getInstance(keystore.toFile(), anew.secret().toCharArray())
                        .containsAlias("james"))
                .isTrue();
    }
}

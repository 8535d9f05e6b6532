package io.postroom.server.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {
    @TempDir
    private Path directory;

    private Path file;
    private Path fresh;

    @BeforeEach
    void name() {
        file = directory.resolve("secret");
        fresh = directory.resolve("secret.new");
    }

    @Test
    void writesForTheOwnerAlone() throws IOException {
        OwnerOnly.write(file, "one");

        assertThat(file).hasContent("one");
        assertThat(modeOf(file)).isEqualTo("rw-------");
    }

    @Test
    void takesThePlaceOfAFileThatOthersCouldRead() throws IOException {
        Files.writeString(file, "known to all");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        OwnerOnly.write(file, "two");

        assertThat(file).hasContent("two");
        assertThat(modeOf(file)).isEqualTo("rw-------");
    }

    @Test
    void isNotHarmedByWhatAPowerCutLeft() throws IOException {
        Files.writeString(fresh, "half of a much longer secr");
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-rw-rw-"));

        OwnerOnly.write(file, "three");

        assertThat(file).hasContent("three");
        assertThat(modeOf(file)).isEqualTo("rw-------");
        assertThat(names()).containsExactly("secret");
    }

    @Test
    void doesNotShowTheSecretToWhoeverHoldsAnOldTemporaryFileOpen() throws IOException {
        Files.writeString(fresh, "");
        try (FileChannel onlooker = FileChannel.open(fresh, StandardOpenOption.READ)) {
            OwnerOnly.write(file, "four");

            assertThat(onlooker.size()).isZero();
        }
    }

    @Test
    void leavesTheOldFileAsItIsToThoseWhoReadIt() throws IOException {
        Files.writeString(file, "old");
        try (InputStream reader = Files.newInputStream(file)) {
            OwnerOnly.write(file, "new");

            assertThat(reader).hasContent("old");
        }
    }

    @Test
    void keepsTheOldFileWhenTheNewOneCannotBeWritten() throws IOException {
        Files.writeString(file, "old");
        Files.createDirectories(fresh.resolve("in the way"));

        assertThatThrownBy(() -> OwnerOnly.write(file, "new")).isInstanceOf(IOException.class);

        assertThat(file).hasContent("old");
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}

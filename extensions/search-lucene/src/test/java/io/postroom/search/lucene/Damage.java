package io.postroom.search.lucene;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** What a bad disk does to a file. */
final class Damage {
    private Damage() {}

    /** Changes one octet in the middle of the file, which others may have open. */
    static void in(Path file) throws IOException {
        try (RandomAccessFile octets = new RandomAccessFile(file.toFile(), "rw")) {
            octets.seek(octets.length() / 2);
            int octet = octets.read();
            octets.seek(octets.length() / 2);
            octets.write(octet ^ 0x55);
        }
    }
}

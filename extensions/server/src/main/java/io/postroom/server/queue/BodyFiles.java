package io.postroom.server.queue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import javax.jms.JMSException;
import org.apache.activemq.blob.BlobDownloadStrategy;
import org.apache.activemq.blob.BlobUploadStrategy;
import org.apache.activemq.command.ActiveMQBlobMessage;

/**
 * The bodies of large mails, one file each, on disk for good once written. Thread-safe.
 *
 * <p>The queue's journal holds the URL of a body; only the last segment of it counts, so a data directory can be moved.
 */
final class BodyFiles implements BlobUploadStrategy, BlobDownloadStrategy {
    private final Path directory;

    BodyFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public URL uploadFile(ActiveMQBlobMessage message, File file) throws JMSException, IOException {
        try (InputStream in = Files.newInputStream(file.toPath())) {
            return uploadStream(message, in);
        }
    }

    @Override
    public URL uploadStream(ActiveMQBlobMessage message, InputStream in) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(UUID.randomUUID().toString());
        try {
            write(in, file);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file); // half a body, on a full disk for one, would stay for ever
            throw e;
        }
        return file.toUri().toURL();
    }

    @Override
    public InputStream getInputStream(ActiveMQBlobMessage message) throws IOException, JMSException {
        return Files.newInputStream(fileOf(message));
    }

    @Override
    public void deleteFile(ActiveMQBlobMessage message) throws IOException, JMSException {
        Files.deleteIfExists(fileOf(message));
    }

    private void write(InputStream in, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = Channels.newOutputStream(channel);
            in.transferTo(out);
            channel.force(true);
        }
        // the name of the file is in the directory, which is written apart from the file
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private Path fileOf(ActiveMQBlobMessage message) throws IOException, JMSException {
        String path = message.getURL().getPath();
        return directory.resolve(path.substring(path.lastIndexOf('/') + 1));
    }
}

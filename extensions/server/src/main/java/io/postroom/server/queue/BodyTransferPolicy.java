package io.postroom.server.queue;

import org.apache.activemq.blob.BlobDownloadStrategy;
import org.apache.activemq.blob.BlobTransferPolicy;
import org.apache.activemq.blob.BlobUploadStrategy;

/** Tells ActiveMQ to keep the bodies of large mails in {@link BodyFiles}. */
final class BodyTransferPolicy extends BlobTransferPolicy {
    private final BodyFiles files;

    BodyTransferPolicy(BodyFiles files) {
        this.files = files;
    }

    @Override
    public BlobTransferPolicy copy() {
        return new BodyTransferPolicy(files);
    }

    @Override
    protected BlobDownloadStrategy createDownloadStrategy() {
        return files;
    }

    @Override
    protected BlobUploadStrategy createUploadStrategy() {
        return files;
    }
}

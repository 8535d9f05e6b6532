package io.postroom.server.backend;

import com.google.inject.AbstractModule;
import com.google.inject.name.Names;
import org.apache.james.blob.api.BlobStore;
import org.apache.james.blob.api.BlobStoreDAO;
import org.apache.james.blob.api.BucketName;
import org.apache.james.blob.api.MetricableBlobStore;
import org.apache.james.blob.cassandra.CassandraBlobModule;
import org.apache.james.blob.cassandra.CassandraBlobStoreDAO;
import org.apache.james.blob.cassandra.CassandraDefaultBucketDAO;
import org.apache.james.modules.mailbox.BlobStoreAPIModule;
import org.apache.james.server.blob.deduplication.PassThroughBlobStore;

/**
 * The bytes of messages, in Cassandra.
 *
 * <p>Each message has its own copy, removed with it: the deduplicating store of James never frees space without a collector
 * whose wiring is not published, and the danger of this one (a queued mail whose blobs are half deleted) needs a queue that
 * keeps its mails as blobs; the queue of this profile keeps them itself. See docs/adr/0002.
 */
public final class BlobsModule extends AbstractModule {
    @Override
    protected void configure() {
        Declarations declare = new Declarations(binder());
        install(new BlobStoreAPIModule());
        declare.tables(CassandraBlobModule.MODULE);
        declare.singletons(CassandraDefaultBucketDAO.class, CassandraBlobStoreDAO.class);
        bind(BlobStoreDAO.class).to(CassandraBlobStoreDAO.class);
        bind(BucketName.class)
                .annotatedWith(Names.named(BlobStore.DEFAULT_BUCKET_NAME_QUALIFIER))
                .toInstance(BucketName.DEFAULT);
        bind(BlobStore.class)
                .annotatedWith(Names.named(MetricableBlobStore.BLOB_STORE_IMPLEMENTATION))
                .to(PassThroughBlobStore.class);
    }
}

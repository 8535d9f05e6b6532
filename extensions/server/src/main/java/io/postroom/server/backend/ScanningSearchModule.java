package io.postroom.server.backend;

import com.google.inject.AbstractModule;
import org.apache.james.FakeSearchMailboxModule;
import org.apache.james.mailbox.extractor.TextExtractor;
import org.apache.james.mailbox.indexer.MessageIdReIndexer;
import org.apache.james.mailbox.indexer.ReIndexer;
import org.apache.james.mailbox.store.extractor.JsoupTextExtractor;
import org.apache.james.mailbox.store.search.MessageSearchIndex;
import org.apache.james.mailbox.store.search.SimpleMessageSearchIndex;
import org.apache.mailbox.tools.indexer.MessageIdReIndexerImpl;
import org.apache.mailbox.tools.indexer.ReIndexerImpl;

/** IMAP and JMAP searches read the messages they search: right, and slow in a large mailbox. */
public final class ScanningSearchModule extends AbstractModule {
    @Override
    protected void configure() {
        install(new FakeSearchMailboxModule()); // the WebAdmin route that indexes anew, which this index has no use for
        new Declarations(binder()).singletons(ReIndexerImpl.class, MessageIdReIndexerImpl.class);
        bind(MessageSearchIndex.class).to(SimpleMessageSearchIndex.class);
        bind(TextExtractor.class).to(JsoupTextExtractor.class);
        bind(ReIndexer.class).to(ReIndexerImpl.class);
        bind(MessageIdReIndexer.class).to(MessageIdReIndexerImpl.class);
    }
}

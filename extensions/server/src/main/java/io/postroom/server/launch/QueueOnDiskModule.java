package io.postroom.server.launch;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.postroom.james.setting.Settings;
import io.postroom.server.queue.QueueStorage;

/** Keeps the mail queue in the data directory. */
public final class QueueOnDiskModule extends AbstractModule {
    @Provides
    @Singleton
    QueueStorage storage(DataDirectory data, Settings settings) {
        return new QueueStorage.OnDisk(data.queue(), settings.octets("mail.disk-reserve"));
    }
}

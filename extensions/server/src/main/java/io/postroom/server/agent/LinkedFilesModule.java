package io.postroom.server.agent;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.postroom.core.send.LinkedFiles;
import io.postroom.james.setting.Settings;
import io.postroom.webhooks.GuardedClient;
import io.postroom.webhooks.GuardedFiles;
import io.postroom.webhooks.Reach;

/** The way to files that requests to send name by URL. */
public final class LinkedFilesModule extends AbstractModule {
    private static final String OWN = "attachments.allow-private-networks";

    @Provides
    @Singleton
    LinkedFiles files(Settings settings) {
        String key = settings.text(OWN).isEmpty() ? "webhooks.allow-private-networks" : OWN;
        Reach reach = settings.bool(key) ? Reach.ANYWHERE : Reach.PUBLIC;
        return new GuardedFiles(new GuardedClient(reach, GuardedFiles.TIMEOUT));
    }
}

package io.postroom.server.dropin;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.verify.ChallengePage;
import io.postroom.james.PostroomServices;
import io.postroom.james.setting.Settings;
import io.postroom.routes.PublicUrl;
import io.postroom.routes.verify.VerificationRoutes;
import io.postroom.server.agent.LimitsModule;
import io.postroom.server.agent.LinkedFilesModule;
import io.postroom.server.agent.MasterKeyFile;
import io.postroom.server.agent.RelayServices;
import io.postroom.server.agent.RootKeyFile;
import io.postroom.server.launch.DataDirectory;
import io.postroom.server.store.MemoryStoresModule;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.webadmin.WebAdminConfiguration;

/**
 * Postroom for a James that is not ours: {@code guice.extension.module} of its {@code extensions.properties}.
 *
 * <p>James gives extensions an injector below its own. It sees what James has and cannot replace or add to it: the API is
 * served by WebAdmin through {@code extensions.routes}, and {@link DropInStart} starts what our own assembly starts with James.
 * What we know beside the mail is in memory here, so it begins anew with each start.
 */
public final class DropInModule extends AbstractModule {
    private static final String SETTINGS = "file://conf/postroom.properties";
    private static final String OWN_DIRECTORY = "file://var/postroom";

    @Override
    protected void configure() {
        install(new PostroomServices());
        install(new MemoryStoresModule());
        install(new RelayServices());
        install(new LinkedFilesModule());
        install(new LimitsModule());
        bind(RootKeyFile.class).in(Singleton.class);
        bind(DropInStart.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    Settings settings(FileSystem files) throws FileNotFoundException {
        Path file = files.getFile(SETTINGS).toPath();
        Settings written = Files.exists(file) ? Settings.defaults().with(file) : Settings.defaults();
        return written.withEnvironment(System.getenv());
    }

    @Provides
    @Singleton
    DataDirectory data(FileSystem files) throws FileNotFoundException {
        DataDirectory data = new DataDirectory(files.getFile(OWN_DIRECTORY).toPath());
        data.create();
        return data;
    }

    @Provides
    @Singleton
    MasterKey masterKey(DataDirectory data) {
        return MasterKeyFile.in(data.masterKey());
    }

    /** Where WebAdmin answers, unless the settings name the origin clients see. */
    @Provides
    @Singleton
    PublicUrl publicUrl(Settings settings, WebAdminConfiguration webAdmin) {
        String configured = settings.text("http.public-url").replaceFirst("/+$", "");
        String origin = configured.isEmpty()
                ? "http://127.0.0.1:" + webAdmin.getPort().get().getValue()
                : configured;
        return () -> origin;
    }

    @Provides
    @Singleton
    ChallengePage challengePage(PublicUrl publicUrl) {
        return token -> publicUrl.origin() + VerificationRoutes.PATH + token;
    }
}

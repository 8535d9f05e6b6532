package io.postroom.server.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.util.Modules;
import io.postroom.james.setting.Settings;
import io.postroom.server.dropin.DropInModule;
import io.postroom.server.launch.DataDirectory;
import io.postroom.server.launch.LaunchModule;
import io.postroom.server.launch.Ports;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.james.FakeSearchMailboxModule;
import org.apache.james.IsStartedProbe;
import org.apache.james.MemoryJamesServerMain;
import org.apache.james.data.UsersRepositoryModuleChooser;
import org.apache.james.jmap.draft.JMAPListenerModule;
import org.apache.james.modules.CommonServicesModule;
import org.apache.james.modules.IsStartedProbeModule;
import org.apache.james.modules.data.MemoryUsersRepositoryModule;
import org.apache.james.server.core.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is missing or bound twice shows here, in a second and without a server. */
class CompositionTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"SANDBOX", "STANDALONE"})
    void everythingThatIsAskedForIsBound(Profile profile) {
        Composition composition = profile.composition().orElseThrow();
        Module ours = Modules.combine(composition.modules());

        assertThatCode(() -> check(Modules.override(james(), ours, launch()).with(composition.overrides())))
                .doesNotThrowAnyException();
    }

    @Test
    void aStockJamesTakesTheDropIn() {
        Injector stock = check(Modules.combine(
                james(),
                MemoryJamesServerMain.IN_MEMORY_SERVER_AGGREGATE_MODULE,
                new FakeSearchMailboxModule(),
                new JMAPListenerModule(),
                Modules.combine(new UsersRepositoryModuleChooser(new MemoryUsersRepositoryModule())
                        .chooseModules(UsersRepositoryModuleChooser.Implementation.DEFAULT))));

        assertThatCode(() -> stock.createChildInjector(new DropInModule())).doesNotThrowAnyException();
    }

    @Test
    void theTablesOfStandaloneAreThoseOfJamesAndOursAndMayBeMadeTwice() {
        List<String> tables = Profile.STANDALONE.composition().orElseThrow().tables();

        assertThat(tables)
                .allMatch(cql -> cql.matches("(?s)CREATE (KEYSPACE|TYPE|TABLE) IF NOT EXISTS (james|postroom)\\b.*"));
        assertThat(tables).anyMatch(cql -> cql.startsWith("CREATE TABLE IF NOT EXISTS james.mailbox "));
        assertThat(tables).anyMatch(cql -> cql.startsWith("CREATE TABLE IF NOT EXISTS postroom.event_log "));
    }

    @Test
    void distributedIsKnownByNameOnly() {
        assertThat(Profile.named("distributed")).contains(Profile.DISTRIBUTED);
        assertThat(Profile.DISTRIBUTED.composition()).isEmpty();
        assertThat(Profile.named("Standalone")).isEmpty();
    }

    /** Looks for every binding, makes no object. */
    private static Injector check(Module module) {
        return Guice.createInjector(Stage.TOOL, module);
    }

    private Module james() {
        Configuration configuration =
                Configuration.builder().workingDirectory(directory.toFile()).build();
        return Modules.combine(new CommonServicesModule(configuration), new IsStartedProbeModule(new IsStartedProbe()));
    }

    private Module launch() {
        Settings settings = Settings.defaults();
        return new LaunchModule(settings, Ports.of(settings, 0), new DataDirectory(directory), Optional.empty());
    }
}

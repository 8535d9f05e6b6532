package io.postroom.server.cli;

import io.postroom.server.launch.DataDirectory;
import io.postroom.server.launch.ProcessIdentity;
import io.postroom.server.launch.ServerState;
import io.postroom.server.launch.StartRefusedException;
import io.postroom.server.launch.StateFile;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code postroom stop}: ends a server in order and returns when it is gone. */
@Command(name = "stop", description = "Stops a server.", mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long to wait for the server to end (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds = 60;

    @Override
    public Integer call() throws InterruptedException {
        DataDirectory directory = data.directory();
        Optional<ProcessIdentity> server =
                new StateFile(directory).ofRunningServer().map(ServerState::server);
        if (server.isEmpty()) {
            System.out.println("No server runs on the data directory " + directory.root() + ".");
            return 0;
        }
        stop(server.get());
        System.out.println("Stopped.");
        return 0;
    }

    private void stop(ProcessIdentity server) throws InterruptedException {
        server.find().ifPresent(ProcessHandle::destroy); // SIGTERM
        if (!server.awaitEnd(Duration.ofSeconds(timeoutSeconds))) {
            throw new StartRefusedException(
                    "Process " + server.pid() + " is still stopping after " + timeoutSeconds + " s.");
        }
    }
}

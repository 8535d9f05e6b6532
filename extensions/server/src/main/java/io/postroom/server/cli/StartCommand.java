package io.postroom.server.cli;

import io.postroom.server.launch.DataDirectory;
import io.postroom.server.launch.DetachedServer;
import io.postroom.server.launch.Installation;
import io.postroom.server.launch.Progress;
import io.postroom.server.launch.ServerRun;
import io.postroom.server.launch.StartOptions;
import io.postroom.server.launch.StartRefusedException;
import io.postroom.server.profile.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code postroom start}: runs a server until it is told to stop, or leaves one running with {@code --detach}. */
@Command(name = "start", description = "Starts a server.", mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "sandbox (in memory), standalone (keeps everything) or distributed (default: ${DEFAULT-VALUE}).")
    private String profile = "standalone";

    @Option(names = "--port-offset", paramLabel = "N", description = "Added to every port (default: ${DEFAULT-VALUE}).")
    private int portOffset;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides a key of conf/postroom.properties; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--detach", description = "Returns when mail is accepted and leaves the server running.")
    private boolean detach;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        // conf/logback.xml reads it when the first class that logs is loaded, and naming a profile loads many
        System.setProperty("postroom.logs", data.directory().logs().toString());
        Profile chosen = Profile.named(profile)
                .orElseThrow(() -> new StartRefusedException(
                        "There is no profile '" + profile + "'; choose sandbox, standalone or distributed."));
        StartOptions options = new StartOptions(chosen, data.directory(), portOffset, settings);
        return detach ? startDetached(options.data()) : run(options);
    }

    private int startDetached(DataDirectory directory) throws InterruptedException {
        CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
        List<String> arguments = parsed.originalArgs().stream()
                .filter(argument -> !argument.equals("--detach"))
                .toList();
        new DetachedServer(directory, new Progress(System.out)).start(arguments, Postroom.class);
        return 0;
    }

    private int run(StartOptions options) throws InterruptedException {
        ServerRun run = new ServerRun(options, Installation.current(), new Progress(System.out));
        Runtime.getRuntime().addShutdownHook(new Thread(run::stop, "stop"));
        try {
            run.start();
        } catch (RuntimeException e) {
            run.stop();
            throw e;
        }
        run.awaitStop();
        return 0;
    }
}

package io.postroom.server.cli;

import io.postroom.james.setting.InvalidSettingException;
import io.postroom.server.launch.Installation;
import io.postroom.server.launch.StartRefusedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program behind {@code bin/postroom}. */
@Command(
        name = "postroom",
        description = "E-mail infrastructure for AI agents.",
        mixinStandardHelpOptions = true,
        versionProvider = Postroom.Version.class,
        subcommands = {StartCommand.class, StopCommand.class, StatusCommand.class})
public final class Postroom {
    static final int FAILED = 1;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Postroom())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(failure -> FAILED)
                .setParameterExceptionHandler((failure, given) -> {
                    failure.getCommandLine().getErr().println("postroom: " + failure.getMessage());
                    return FAILED;
                })
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    if (failure instanceof StartRefusedException || failure instanceof InvalidSettingException) {
                        commandLine.getErr().println("postroom: " + failure.getMessage());
                        return FAILED;
                    }
                    throw failure;
                });
    }

    /** Reads the version from the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"postroom " + Installation.version()};
        }
    }
}

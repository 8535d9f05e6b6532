package io.postroom.server.launch;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the same program again as a process that outlives this one, and watches it until mail is accepted. */
public final class DetachedServer {
    /** No signal of the terminal ends it; SIGTERM does. */
    private static final String SHELL = "trap '' INT HUP; exec \"$@\"";

    /** What every sentence about a failed command begins with. */
    private static final String REFUSAL = "postroom: ";

    private static final long POLL_MILLIS = 100;

    private final DataDirectory data;
    private final Progress progress;

    public DetachedServer(DataDirectory data, Progress progress) {
        this.data = data;
        this.progress = progress;
    }

    /**
     * Returns once the new process accepts mail; what it prints until then is printed here too.
     *
     * @param arguments its command line
     * @param program its main class
     * @throws StartRefusedException if it ends instead
     */
    public void start(List<String> arguments, Class<?> program) throws InterruptedException {
        data.create();
        DataDirectoryLock.requireFree(data); // the log of a server that runs is not ours to begin anew
        try {
            Files.deleteIfExists(data.consoleLog());
            Process server = new ProcessBuilder(command(arguments, program))
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(Redirect.to(data.consoleLog().toFile()))
                    .start();
            follow(server);
        } catch (IOException e) {
            throw new StartRefusedException("The server process cannot be started: " + e.getMessage(), e);
        }
    }

    private void follow(Process server) throws IOException, InterruptedException {
        StateFile state = new StateFile(data);
        long printed = 0;
        while (server.isAlive() && !accepts(state, server)) {
            printed = print(printed);
            server.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (!server.isAlive()) {
            throw new StartRefusedException(lastWords());
        }
        print(printed);
    }

    private static boolean accepts(StateFile file, Process server) {
        return file.read()
                .filter(state -> state.server().pid() == server.pid())
                .filter(state -> state.phase() == ServerState.Phase.RUNNING)
                .isPresent();
    }

    /** Prints the whole lines that follow {@code from}; returns where the next one begins. */
    private long print(long from) throws IOException {
        try (RandomAccessFile console = new RandomAccessFile(data.consoleLog().toFile(), "r")) {
            console.seek(from);
            byte[] more = new byte[(int) (console.length() - from)];
            console.readFully(more);
            int end = lastLineEnd(more);
            new String(more, 0, end, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith(REFUSAL))
                    .forEach(progress::line);
            return from + end;
        }
    }

    private static int lastLineEnd(byte[] text) {
        int end = text.length;
        while (end > 0 && text[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** The sentence the server ended with. */
    private String lastWords() throws IOException {
        return Files.readString(data.consoleLog())
                .lines()
                .filter(line -> line.startsWith(REFUSAL))
                .reduce((first, second) -> second)
                .map(line -> line.substring(REFUSAL.length()))
                .orElse("The server ended while starting; see " + data.consoleLog() + " and " + data.logs() + ".");
    }

    private static List<String> command(List<String> arguments, Class<?> program) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SHELL, "postroom"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        return command;
    }
}

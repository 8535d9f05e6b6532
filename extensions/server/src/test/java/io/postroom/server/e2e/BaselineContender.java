package io.postroom.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.mail.MessagingException;

/** James as the standalone profile has it, less everything of ours; see {@code BaselineServer}. */
final class BaselineContender implements Contender {
    private static final String MAIN = "io.postroom.server.launch.BaselineServer";
    private static final String PASSWORD = "a password for the benchmark";
    private static final List<String> REPLACED =
            List.of("mailetcontainer.xml", "smtpserver.xml", "listeners.xml", "jmap.properties");

    private final Path scratch = Checkout.scratch("baseline-" + System.nanoTime());
    private final int offset = PortOffsets.free();
    private final List<String> addresses;
    private Optional<Process> process = Optional.empty();

    BaselineContender(int mailboxes) {
        this.addresses = IntStream.range(0, mailboxes)
                .mapToObj(number -> "user" + number + "@" + Postroom.DOMAIN)
                .toList();
        try {
            copyConfiguration();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path conf() {
        return scratch.resolve("conf");
    }

    private void copyConfiguration() throws IOException {
        Files.createDirectories(conf());
        try (Stream<Path> files = Files.list(Checkout.root().resolve("conf"))) {
            for (Path file : files.toList()) {
                Files.copy(file, conf().resolve(file.getFileName()));
            }
        }
        for (String name : REPLACED) {
            try (var in = BaselineContender.class.getResourceAsStream("/baseline/" + name)) {
                Files.copy(in, conf().resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Override
    public String name() {
        return "James without Postroom";
    }

    @Override
    public void start() {
        Path home = Checkout.packaged();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms192m",
                "-Xmx640m",
                "-XX:MaxDirectMemorySize=256m",
                "-Dpostroom.home=" + home,
                "-Dpostroom.conf=" + conf(),
                "-Dlogback.configurationFile=" + conf().resolve("logback.xml"),
                "-Dpostroom.logs=" + scratch.resolve("data/logs"),
                "-Djava.awt.headless=true",
                "-cp",
                home.resolve("lib") + "/*:" + Checkout.testClasses(),
                MAIN,
                scratch.resolve("data").toString(),
                Integer.toString(offset),
                conf().toString());
        try {
            process = Optional.of(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            Redirect.appendTo(scratch.resolve("console.log").toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FirstMail.await(postroom(), process(), this::createUsers);
    }

    /** The address to send a first mail to; users are made once WebAdmin is there. */
    private String createUsers() {
        RestClient admin = postroom().webAdmin();
        if (admin.get("/users/" + addresses.get(0) + "/verify").status() / 100 == 5) {
            throw new UncheckedIOException(new IOException("not up"));
        }
        addresses.forEach(address -> admin.put("/users/" + address, Map.of("password", PASSWORD)));
        return addresses.get(0);
    }

    @Override
    public Postroom postroom() {
        return new Postroom(
                PortOffsets.DEFAULTS.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, port -> port.getValue() + offset)),
                scratch.resolve("data"));
    }

    @Override
    public ProcessHandle process() {
        return process.orElseThrow().toHandle();
    }

    @Override
    public List<String> addresses() {
        return addresses;
    }

    @Override
    public long delivered() {
        long count = 0;
        for (String address : addresses) {
            try (ImapClient imap = postroom().imap(address, PASSWORD)) {
                count += imap.count("INBOX");
            } catch (MessagingException e) {
                throw new AssertionError(e);
            }
        }
        return count;
    }

    @Override
    public void close() {
        process.filter(Process::isAlive).ifPresent(running -> {
            running.destroy();
            try {
                if (!running.waitFor(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError("the baseline does not stop");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        });
    }
}

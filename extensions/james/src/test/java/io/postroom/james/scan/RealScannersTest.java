package io.postroom.james.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postroom.core.scan.Scan;
import io.postroom.core.scan.ScannedMail;
import io.postroom.core.scan.Scanner;
import io.postroom.testkit.TextMessage;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rspamd, SpamAssassin and ClamAV as Debian packages them, each started on a free port of its own; skipped where they are not installed. */
class RealScannersTest {
    /** They read their rules first. */
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

    private static final Duration LIMIT = Duration.ofSeconds(60);

    // in two parts, so that no scanner finds them in this file
    private static final String GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*" + "GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private static final String HEADER =
            "From: Ann <ann@a.example>\nTo: bob@b.example\nSubject: x\nMessage-ID: <1@a.example>\n"
                    + "Date: Fri, 2 Jan 2026 10:00:00 +0000\n\n";

    @TempDir
    private Path directory;

    private final Deadlines deadlines = new Deadlines();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        deadlines.close();
    }

    private static ScannedMail mail(String text) {
        return new ScannedMail(
                "Mail1",
                TextMessage.of(HEADER + text),
                Optional.of("192.0.2.7"),
                Optional.of("mx.a.example"),
                "ann@a.example",
                List.of("bob@b.example"));
    }

    private static Path program(String name) {
        Optional<Path> found = Stream.of("/usr/bin", "/usr/sbin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), name + " is not installed, so it is not asked");
        return found.get();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void start(String... command) throws IOException {
        File log = directory.resolve("log").toFile();
        started.add(new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start());
    }

    /** What it says of a mail, once it takes any. */
    private Scan firstAnswer(Scanner scanner, ScannedMail mail) throws IOException, InterruptedException {
        long end = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (true) {
            try {
                return scanner.scan(mail);
            } catch (IOException notYet) {
                boolean ended = !started.get(started.size() - 1).isAlive();
                if (ended || System.nanoTime() > end) {
                    String log = Files.readString(directory.resolve("log"), StandardCharsets.ISO_8859_1);
                    throw new IOException("it does not start: " + log, notYet);
                }
            }
            boolean never = new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
            assertThat(never).isFalse();
        }
    }

    private void assertTellsSpam(Scanner scanner) throws IOException, InterruptedException {
        assertThat(firstAnswer(scanner, mail("Shall we have lunch?\n"))).isEqualTo(new Scan.Clean());
        assertThat(scanner.scan(mail(GTUBE + "\n"))).isInstanceOf(Scan.Found.class);
        assertThat(scanner.scan(mail("words ".repeat(200_000)))).isEqualTo(new Scan.Clean());
    }

    @Test
    void rspamdTellsSpam() throws IOException, InterruptedException {
        String rspamd = program("rspamd").toString();
        int port = freePort();
        Path configuration = Files.writeString(directory.resolve("rspamd.conf"), """
            options {
              filters = []; tempdir = "%1$s"; hs_cache_dir = "%1$s"; pidfile = "%1$s/pid"; rrd = "";
              stats_file = "%1$s/stats"; control_socket = "%1$s/control";
              dns { nameserver = ["127.0.0.1:1"]; timeout = 0.1s; retransmits = 1; }
            }
            logging { type = "console"; level = "error"; }
            worker "normal" { bind_socket = "127.0.0.1:%2$d"; count = 1; }
            """.formatted(directory, port));

        start(rspamd, "-f", "-i", "-c", configuration.toString());

        assertTellsSpam(ScannerAddress.parse("s", "http://127.0.0.1:" + port).ofSpam(LIMIT, deadlines));
    }

    @Test
    void spamAssassinTellsSpam() throws IOException, InterruptedException {
        String spamd = program("spamd").toString();
        int port = freePort();

        start(
                spamd,
                "-i",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "-L",
                "-x",
                "-m",
                "1",
                "-u",
                "nobody",
                "-s",
                "stderr");

        assertTellsSpam(ScannerAddress.parse("s", "spamd://127.0.0.1:" + port).ofSpam(LIMIT, deadlines));
    }

    private Scanner startClamd(String listens, String address) throws IOException {
        String clamd = program("clamd").toString();
        Path signatures = Files.createDirectory(directory.resolve("signatures"));
        String hex = HexFormat.of().formatHex(EICAR.getBytes(StandardCharsets.US_ASCII));
        Files.writeString(signatures.resolve("local.ndb"), "Eicar-Test-Signature:0:*:" + hex + "\n");
        Path configuration = Files.writeString(
                directory.resolve("clamd.conf"),
                "Foreground yes\nStreamMaxLength 1M\nMaxThreads 2\nDatabaseDirectory " + signatures + "\n" + listens);
        start(clamd, "-c", configuration.toString());
        return ScannerAddress.parse("s", address).ofViruses(LIMIT, deadlines);
    }

    private void assertTellsViruses(Scanner scanner) throws IOException, InterruptedException {
        assertThat(firstAnswer(scanner, mail("Shall we have lunch?\n"))).isEqualTo(new Scan.Clean());
        assertThat(scanner.scan(mail(EICAR + "\n")))
                .isInstanceOfSatisfying(
                        Scan.Found.class, virus -> assertThat(virus.what()).startsWith("Eicar-Test-Signature"));
        assertThat(scanner.scan(mail("words ".repeat(100_000)))).isEqualTo(new Scan.Clean());
    }

    @Test
    void clamAvTellsVirusesOverTcp() throws IOException, InterruptedException {
        int port = freePort();

        assertTellsViruses(startClamd("TCPAddr 127.0.0.1\nTCPSocket " + port + "\n", "clamd://127.0.0.1:" + port));
    }

    @Test
    void clamAvTellsVirusesOverASocketInTheFileSystem() throws IOException, InterruptedException {
        Path socket = directory.resolve("clamd.ctl");

        assertTellsViruses(startClamd("LocalSocket " + socket + "\n", "clamd://" + socket));
    }
}

package io.postroom.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.RawMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardedScannerTest {
    private static final Scan DOWN = new Scan.NotScanned(Scan.NotScanned.Why.DOWN);
    private static final int LIMIT = 100;

    private Instant now = Instant.parse("2026-01-02T10:00:00Z");
    private int asked;
    private boolean down;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private final Scanner scanner = new Scanner() {
        @Override
        public String address() {
            return "nowhere";
        }

        @Override
        public Scan scan(ScannedMail mail) throws IOException {
            asked++;
            if (down) {
                throw new IOException("gone");
            }
            return new Scan.Clean();
        }
    };

    private final GuardedScanner guarded = new GuardedScanner("scanner", Optional.of(scanner), LIMIT, clock);

    private record Zeros(long size) implements RawMessage {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(new byte[(int) size]);
        }
    }

    private static ScannedMail mail(long size) {
        return new ScannedMail("Mail1", new Zeros(size), Optional.empty(), Optional.empty(), "", List.of());
    }

    private Scan scan() {
        return guarded.scan(mail(LIMIT));
    }

    private void fail(int times) {
        down = true;
        for (int i = 0; i < times; i++) {
            assertThat(scan()).isEqualTo(DOWN);
        }
    }

    @Test
    void asksNobodyWhereThereIsNobody() {
        assertThat(GuardedScanner.off("scanner").scan(mail(1))).isEqualTo(new Scan.Off());
        assertThat(GuardedScanner.off("scanner").state().isOn()).isFalse();
    }

    @Test
    void givesNoMailThatIsTooLarge() {
        assertThat(guarded.scan(mail(LIMIT + 1))).isEqualTo(new Scan.NotScanned(Scan.NotScanned.Why.TOO_LARGE));
        assertThat(scan()).isEqualTo(new Scan.Clean());
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void leavesAScannerAloneThatFailsAgainAndAgain() {
        fail(GuardedScanner.MOST_FAILURES + 5);

        assertThat(asked).isEqualTo(GuardedScanner.MOST_FAILURES);
        assertThat(guarded.state().trouble()).contains("gone");
    }

    @Test
    void asksOnceAgainAfterAWhile() {
        fail(GuardedScanner.MOST_FAILURES);
        now = now.plus(GuardedScanner.PAUSE);
        fail(3);

        assertThat(asked).isEqualTo(GuardedScanner.MOST_FAILURES + 1);
    }

    @Test
    void asksAgainForEachMailOnceItAnswers() {
        fail(GuardedScanner.MOST_FAILURES);
        now = now.plus(GuardedScanner.PAUSE);
        down = false;

        assertThat(scan()).isEqualTo(new Scan.Clean());
        assertThat(scan()).isEqualTo(new Scan.Clean());
        assertThat(guarded.state().trouble()).isEmpty();
    }

    @Test
    void forgetsFailuresThatAnAnswerFollows() {
        fail(GuardedScanner.MOST_FAILURES - 1);
        down = false;
        scan();
        fail(GuardedScanner.MOST_FAILURES - 1);
        down = false;

        assertThat(scan()).isEqualTo(new Scan.Clean());
    }

    @Test
    void repeatsNothingOfAScannersWordsThatCouldEndALine() {
        assertThat(new Scan.Found("Evil\r\n250 OK <a@b>" + "x".repeat(100)).what())
                .startsWith("Evil250 OK ab")
                .hasSize(80);
    }
}

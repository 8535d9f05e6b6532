package io.postroom.server.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CommandMeterTest {
    private static final CommandLimits LIMITS = new CommandLimits(100, 20, 3, 50);

    private final CommandMeter meter = new CommandMeter();

    private boolean takes(String octets) {
        for (byte octet : octets.getBytes(StandardCharsets.US_ASCII)) {
            if (!meter.take(octet, LIMITS)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void takesAnyNumberOfShortCommands() {
        assertThat(takes("a NOOP\r\n".repeat(1_000))).isTrue();
    }

    @Test
    void refusesALineWithoutEnd() {
        assertThat(takes("a" + "x".repeat(99))).isTrue();
        assertThat(takes("x")).isFalse();
    }

    @Test
    void takesCommandsWithLiteralsOneAfterTheOther() {
        assertThat(takes("a LOGIN {4+}\r\nuser {8}\r\npass\r\n{9\r\n".repeat(100)))
                .isTrue();
    }

    @Test
    void doesNotTakeALiteralForALine() {
        assertThat(takes("a APPEND x {50}\r\n" + "\n{9}\r\n".repeat(8) + "!!\r\n"))
                .isTrue();
        assertThat(takes("b NOOP\r\n".repeat(100))).isTrue();
    }

    @Test
    void refusesALiteralThatIsAnnouncedTooLarge() {
        assertThat(takes("a LOGIN {51}\r")).isTrue();
        assertThat(takes("\n")).isFalse();
    }

    @Test
    void refusesANumberThatOverflows() {
        assertThat(takes("a LOGIN {18446744073709551617}\r\n")).isFalse();
    }

    @Test
    void refusesLiteralsThatAreTooLargeTogether() {
        assertThat(takes("a LOGIN {30}\r\n" + "x".repeat(30) + " {30}\r\n")).isFalse();
    }

    @Test
    void refusesTooManyLiterals() {
        assertThat(takes("a LOGIN {1}\r\nx {1}\r\nx {1}\r\nx")).isTrue();
        assertThat(takes(" {0}\r\n")).isFalse();
    }

    @Test
    void refusesALongLineAfterALiteral() {
        assertThat(takes("a LOGIN {1}\r\nx" + "y".repeat(20))).isTrue();
        assertThat(takes("y")).isFalse();
    }
}

package io.postroom.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OneTimeCodesTest {
    private final OneTimeCodes codes = new OneTimeCodes(new MasterKey(new byte[MasterKey.OCTETS]));
    private final OneTimeCodes others = new OneTimeCodes(new MasterKey(other()));

    private static byte[] other() {
        byte[] octets = new byte[MasterKey.OCTETS];
        octets[0] = 1;
        return octets;
    }

    @Test
    void haveSixDigits() {
        assertThat(Stream.generate(codes::next).limit(1000))
                .allMatch(code -> code.matches("[0-9]{6}"))
                .anyMatch(code -> code.startsWith("0"));
        assertThat(Stream.generate(codes::next).limit(100).distinct()).hasSizeGreaterThan(90);
    }

    @Test
    void areKnownAgainByWhatIsKeptOfThem() {
        Digest sealed = codes.seal("a", "012345");

        assertThat(codes.matches(sealed, "a", "012345")).isTrue();
        assertThat(codes.matches(sealed, "a", "012346")).isFalse();
        assertThat(codes.matches(sealed, "a", "")).isFalse();
        assertThat(codes.matches(sealed, "b", "012345")).isFalse();
    }

    @Test
    void cannotBeTriedWithoutTheKeyOfTheInstallation() {
        assertThat(others.matches(codes.seal("a", "012345"), "a", "012345")).isFalse();
    }

    @Test
    void giveTheSameTextsTheSameId() {
        assertThat(codes.idOf("a", "b")).isEqualTo(codes.idOf("a", "b")).isNotEqualTo(codes.idOf("ab", ""));
        assertThat(codes.idOf("a", "b")).isNotEqualTo(others.idOf("a", "b"));
        assertThat(codes.idOf("a", "b").version()).isEqualTo(4);
    }
}

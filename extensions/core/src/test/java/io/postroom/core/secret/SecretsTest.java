package io.postroom.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.500Z");
    private static final MasterKey MASTER = masterKey(1);

    @Test
    void opensWhatItSealed() {
        Seal seal = new Seal(MASTER);

        for (String secret : new String[] {"", "whsec_abc", "ключ 🔑"}) {
            assertThat(seal.open(seal.seal(secret))).isEqualTo(secret);
        }
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() {
        Seal seal = new Seal(MASTER);

        assertThat(seal.seal("secret")).isNotEqualTo(seal.seal("secret"));
    }

    @Test
    void opensNothingThatWasChangedOrSealedWithAnotherKey() {
        SealedText sealed = new Seal(MASTER).seal("secret");
        byte[] changed = Base64.getDecoder().decode(sealed.base64());
        changed[changed.length - 1] ^= 1;
        SealedText tampered = new SealedText(Base64.getEncoder().encodeToString(changed));

        assertThatThrownBy(() -> new Seal(masterKey(2)).open(sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Seal(MASTER).open(tampered)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void showsNoSecretInALog() {
        assertThat(new Seal(MASTER).seal("secret") + " " + MASTER)
                .doesNotContain("secret")
                .contains("…");
    }

    @Test
    void takesAMasterKeyOf256BitsOnly() {
        assertThatThrownBy(() -> new MasterKey(new byte[16])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void letsTheHolderOfALinkInUntilItEnds() {
        SignedLinks.Link link = links(NOW).sign("inbox message part 2");

        assertThat(links(NOW).verify(link.token())).contains("inbox message part 2");
        assertThat(link.expiresAt()).isEqualTo(Instant.parse("2026-03-01T13:00:00Z"));
        assertThat(links(link.expiresAt().minusMillis(1)).verify(link.token())).isPresent();
        assertThat(links(link.expiresAt()).verify(link.token())).isEmpty();
        assertThat(links(NOW.plus(Duration.ofDays(365))).verify(link.token())).isEmpty();
    }

    @Test
    void letsNobodyInWithAChangedLink() {
        String token = links(NOW).sign("one").token();
        String other = links(NOW).sign("two").token();
        String signature = token.substring(token.indexOf('.'));

        assertThat(links(NOW).verify(other.substring(0, other.indexOf('.')) + signature))
                .isEmpty();
        assertThat(new SignedLinks(masterKey(2), clock(NOW)).verify(token)).isEmpty();
        for (int i = 0; i < token.length() - 1; i++) {
            char swapped = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(links(NOW).verify(token.substring(0, i) + swapped + token.substring(i + 1)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b", "no dot", "MTIz.", ".MTIz", "%%%.%%%", "é.é"})
    void letsNobodyInWithWhatIsNoLink(String token) {
        assertThat(links(NOW).verify(token)).isEmpty();
    }

    @Test
    void makesTokensThatDiffer() {
        Tokens tokens = new Tokens();

        assertThat(tokens.next()).hasSize(43).isNotEqualTo(tokens.next());
    }

    @Test
    void digestsListsOfPartsThatDifferOnlyInTheirBordersDifferently() {
        assertThat(Digest.sha256("ab", "c")).isNotEqualTo(Digest.sha256("a", "bc"));
        assertThat(Digest.sha256("abc").hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void makesUuidsOfVersionFour() {
        assertThat(Digest.sha256("x").toUuid().version()).isEqualTo(4);
        assertThat(Digest.sha256("x").toUuid().variant()).isEqualTo(2);
    }

    private static SignedLinks links(Instant now) {
        return new SignedLinks(MASTER, clock(now));
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static MasterKey masterKey(int filling) {
        byte[] octets = new byte[MasterKey.OCTETS];
        Arrays.fill(octets, (byte) filling);
        return new MasterKey(octets);
    }
}

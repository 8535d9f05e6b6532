package io.postroom.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a code or a link of interest, by the smallest texts; whole mails are in the adapter's corpus. */
class FindingTest {
    private static Extraction extract(String subject, String text) {
        return Extraction.of(Optional.of(subject), Optional.of(text), Optional.empty(), false);
    }

    private static List<String> codes(String text) {
        return extract("Sign in", text).codes().stream().map(Code::code).toList();
    }

    private static List<String> links(String text) {
        return extract("Hello", text).links().stream().map(Link::url).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Your code is 1234|1234",
                "Code: 12345678.|12345678",
                "123-456 is your verification code|123-456",
                "Your code: 123 456|123 456",
                "G-123456 is your Google verification code.|G-123456",
                "Your code is X7K9QP|X7K9QP",
                "Your code is ABCD-EF12|ABCD-EF12",
                "验证码：123456。|123456",
                "Ваш код: 123456|123456",
                "OTP:123456|123456"
            })
    void findsACodeVerbatim(String text, String code) {
        assertThat(codes(text)).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your code is $123456",
                "The code was used 123456 times",
                "Use promo code 123456",
                "código postal 28013",
                "Code of conduct 2024",
                "Code: 123456789",
                "Code 12-34",
                "Call 555-123-4567 for your code",
                "code@123456.example",
                "https://a.example/code/123456",
                "The code is due on 2026-01-02",
                "order 123456 has a code",
                "123456",
                "We sold 123456 books. The code follows."
            })
    void findsNoCodeIn(String text) {
        assertThat(codes(text)).isEmpty();
    }

    @Test
    void saysWhereACodeStands() {
        Extraction found = extract("Sign in", "Hello \uD83D\uDE00,\n\nyour code is 123456.\n");

        Code code = found.codes().get(0);
        assertThat(code.place()).isEqualTo(new Place(Place.Field.TEXT, new Span(24, 30)));
        assertThat("Hello \uD83D\uDE00,\n\nyour code is 123456.\n".substring(24, 30))
                .isEqualTo("123456");
    }

    @Test
    void findsACodeOfTheSubjectWhereTheTextHasNone() {
        assertThat(extract("123456 is your login code", "Enter it.").codes())
                .containsExactly(new Code("123456", new Place(Place.Field.SUBJECT, new Span(0, 6))));
        assertThat(extract("123456 is your login code", "Your code is 123456").codes())
                .extracting(found -> found.place().field())
                .containsExactly(Place.Field.TEXT);
    }

    @Test
    void passesOverWhatIsQuoted() {
        String text = "It does not work.\n\nOn 2 Jan 2026, at 10:00, Shop wrote:\n\n> Your code is 123456\n> Bye";

        assertThat(codes(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example/verify?token=abcdef12345",
                "https://a.example/users/confirmation/8f0c2d7e1b9a4c55",
                "https://a.example/__/auth/action?mode=resetPassword&oobCode=Zb7LmN2vR5tYw8A"
            })
    void findsALink(String url) {
        assertThat(links("Click here: " + url + ".")).containsExactly(url);
        assertThat(links("<" + url + ">")).containsExactly(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unsubscribe: https://a.example/unsubscribe/confirm?token=abcdef12345",
                "Privacy: https://a.example/privacy",
                "Verify at https://a.example/",
                "Read https://a.example/blog/how-to-verify-an-address-2026-01",
                "See https://a.example/orders/8f0c2d7e1b9a4c55",
                "Did not ask? https://a.example/verify/cancel?token=abcdef12345",
                "ftp://a.example/verify?token=abcdef12345"
            })
    void findsNoLinkIn(String text) {
        assertThat(links(text)).isEmpty();
    }

    @Test
    void saysWhereALinkStands() {
        Extraction found = extract("Hi", "Confirm: https://a.example/c?token=abcdef12345");

        assertThat(found.links())
                .containsExactly(new Link(
                        "https://a.example/c?token=abcdef12345",
                        Optional.empty(),
                        new Place(Place.Field.TEXT, new Span(9, 46))));
    }
}

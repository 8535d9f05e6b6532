package io.postroom.core.trust.dmarc;

import io.postroom.core.account.MailDomain;
import java.net.IDN;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The domains that somebody might take for an author's, read as leniently as a careless program reads {@code From}: whatever stands behind an
 * {@code @}, wherever it stands, with encoded words decoded and invisible characters left out. Only a name in quotation marks before an address
 * in angle brackets is a name, as is a comment, if the field is well-formed: lists write the address of an author there, who wrote to them.
 */
public final class ClaimedDomains {
    private static final int MOST_FIELDS = 50;
    private static final int MOST_TEXT = 64 * 1024;
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}&&[^\\t]]");
    private static final Pattern SPACES_AND_QUOTES = Pattern.compile("[\\s\\p{Z}\"\\\\]");
    private static final Pattern DOT =
            Pattern.compile("[\\u3002\\uFF0E\\uFF61]"); // as IDNA 2003 has them, RFC 3490 §3.1
    private static final Pattern BEHIND_AT =
            Pattern.compile("[@\\uFE6B\\uFF20]((?:[\\p{L}\\p{M}\\p{N}_-]|[.\\u3002\\uFF0E\\uFF61]){1,1000})");

    private ClaimedDomains() {}

    /** @param fields the bodies of all {@code From} fields, unfolded, octets taken as UTF-8 */
    public static Set<MailDomain> of(List<String> fields) {
        Set<MailDomain> domains = new LinkedHashSet<>();
        fields.stream().limit(MOST_FIELDS).forEach(field -> {
            String text = INVISIBLE
                    .matcher(field.substring(0, Math.min(field.length(), MOST_TEXT)))
                    .replaceAll("");
            for (String reading : List.of(text, EncodedWords.decode(text))) {
                String visible = INVISIBLE.matcher(reading).replaceAll("");
                String addresses = withoutNames(visible).orElse(visible);
                collect(addresses, domains);
                collect(SPACES_AND_QUOTES.matcher(addresses).replaceAll(""), domains);
            }
        });
        return domains;
    }

    /** The field without comments, and without quoted names of what is in angle brackets; empty if it is malformed. */
    private static Optional<String> withoutNames(String field) {
        List<AuthorTokens.Token> tokens;
        try {
            tokens = AuthorTokens.of(field);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        List<String> left = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (!isName(tokens, i)) {
                left.add(tokens.get(i).text());
            }
        }
        return Optional.of(String.join(" ", left));
    }

    /** Whether the token is quoted, holds no bracket that a pattern might find, and words lead from there to an address in brackets. */
    private static boolean isName(List<AuthorTokens.Token> tokens, int index) {
        AuthorTokens.Token token = tokens.get(index);
        if (token.kind() != AuthorTokens.Kind.QUOTED || token.text().matches("(?s).*[<>].*")) {
            return false;
        }
        int at = index + 1;
        while (at < tokens.size() && (tokens.get(at).isAtom() || tokens.get(at).kind() == AuthorTokens.Kind.QUOTED)) {
            at++;
        }
        return at + 2 < tokens.size()
                && tokens.get(at).isSpecial('<')
                && tokens.get(at + 2).isSpecial('@')
                && (index == 0 || !tokens.get(index - 1).isSpecial('<'));
    }

    private static void collect(String text, Set<MailDomain> domains) {
        Matcher behindAt = BEHIND_AT.matcher(text);
        while (behindAt.find()) {
            domain(behindAt.group(1)).ifPresent(domains::add);
        }
    }

    private static Optional<MailDomain> domain(String written) {
        String name = DOT.matcher(written).replaceAll(".").replaceAll("[.-]+$", "");
        try {
            return Optional.of(new MailDomain(IDN.toASCII(name, IDN.ALLOW_UNASSIGNED)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

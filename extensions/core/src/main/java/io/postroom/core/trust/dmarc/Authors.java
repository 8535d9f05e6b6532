package io.postroom.core.trust.dmarc;

import io.postroom.core.account.MailDomain;
import java.net.IDN;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The domains of those whom {@code From} names (RFC 5322 §3.6.2).
 *
 * @param domains of all addresses that a reader might take for an author's
 * @param problem why it is not certain that there is one author's domain; empty if it is
 */
record Authors(Set<MailDomain> domains, Optional<String> problem) {
    private static final int MOST_ADDRESSES = 100;

    /** @param fields the bodies of all {@code From} fields, folded or not, octets taken as UTF-8 */
    static Authors of(List<String> fields) {
        Set<MailDomain> domains = new LinkedHashSet<>();
        Optional<String> problem = Optional.empty();
        for (String field : fields) {
            try {
                domains.addAll(domains(field));
            } catch (IllegalArgumentException e) {
                problem = Optional.of("the author is malformed");
            }
        }
        if (fields.size() > 1) { // RFC 5322 §3.6 allows one
            problem = Optional.of("several From fields");
        } else if (domains.size() > 1) {
            problem = Optional.of("authors of several domains");
        } else if (domains.isEmpty() && problem.isEmpty()) {
            problem = Optional.of("no author");
        }
        return new Authors(Set.copyOf(domains), problem);
    }

    private static Set<MailDomain> domains(String field) {
        Set<MailDomain> domains = new LinkedHashSet<>();
        List<AuthorTokens.Token> segment = new ArrayList<>();
        boolean angle = false;
        int addresses = 0;
        for (AuthorTokens.Token token : AuthorTokens.of(field)) {
            angle = token.isSpecial('<') || angle && !token.isSpecial('>');
            if (!angle && token.isSpecial(':')) {
                segment.clear(); // the name of a group, RFC 5322 §3.4
            } else if (!angle && (token.isSpecial(',') || token.isSpecial(';'))) {
                domains.addAll(mailbox(segment));
                segment.clear();
                addresses++;
                if (addresses > MOST_ADDRESSES) {
                    throw malformed();
                }
            } else {
                segment.add(token);
            }
        }
        domains.addAll(mailbox(segment));
        return domains;
    }

    /** The domain of an address, and those of addresses in a name that is not quoted: which of them is shown nobody knows. */
    private static Set<MailDomain> mailbox(List<AuthorTokens.Token> tokens) {
        Set<MailDomain> domains = new LinkedHashSet<>();
        int open = indexOf(tokens, '<');
        if (tokens.isEmpty()) {
            return domains;
        }
        if (open < 0) {
            domains.add(domain(tokens));
            return domains;
        }
        int close = indexOf(tokens, '>');
        if (close != tokens.size() - 1) {
            throw malformed();
        }
        List<AuthorTokens.Token> address = tokens.subList(open + 1, close);
        int colon = indexOf(address, ':'); // a route, RFC 5322 §4.4
        domains.add(domain(address.subList(colon + 1, address.size())));
        for (int at = 0; at < open - 1; at++) {
            if (tokens.get(at).isSpecial('@') && tokens.get(at + 1).isAtom()) {
                asDomain(tokens.get(at + 1).text())
                        .filter(domain -> domain.value().indexOf('.') > 0)
                        .ifPresent(domains::add);
            }
        }
        return domains;
    }

    private static MailDomain domain(List<AuthorTokens.Token> address) {
        int at = indexOf(address, '@');
        if (at < 1 || at == address.size() - 1) {
            throw malformed();
        }
        StringBuilder name = new StringBuilder();
        for (AuthorTokens.Token token : address.subList(at + 1, address.size())) {
            boolean joined = name.length() == 0
                    || name.charAt(name.length() - 1) == '.'
                    || token.text().startsWith("."); // white space beside dots, RFC 5322 §4.4
            if (!token.isAtom() || !joined) {
                throw malformed();
            }
            name.append(token.text());
        }
        return asDomain(name.toString()).orElseThrow(Authors::malformed);
    }

    private static Optional<MailDomain> asDomain(String name) {
        // what IDNA 2003, which is all that Java has, takes for other characters than IDNA 2008 does: RFC 5894 §7.2
        if (name.chars().anyMatch(c -> "\u00DF\u03C2\u200C\u200D".indexOf(c) >= 0)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MailDomain(IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int indexOf(List<AuthorTokens.Token> tokens, char special) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isSpecial(special)) {
                return i;
            }
        }
        return -1;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("not an address");
    }
}

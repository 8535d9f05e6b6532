package io.postroom.core.trust.spf;

import io.postroom.core.trust.Result;
import io.postroom.core.trust.spf.Term.Prefixes;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads records (RFC 7208 §12). Throws {@link SpfException} for one that is malformed in any place, used or not (§4.6). */
final class RecordParser {
    private static final String VERSION = "v=spf1";
    private static final int LONGEST =
            16_384; // an answer in DNS has at most 65,535 octets; nobody needs a quarter of that
    private static final Pattern MODIFIER = Pattern.compile("([A-Za-z][A-Za-z0-9._-]*)=(.*)");
    private static final Pattern MECHANISM = Pattern.compile("([-+?~]?)([A-Za-z][A-Za-z0-9._-]*)(.*)");
    private static final Pattern PREFIXES = // dual-cidr-length
            Pattern.compile("(?<domain>.*?)(?:/(?<ip4>0|[1-9][0-9]?))?(?://(?<ip6>0|[1-9][0-9]{0,2}))?");
    private static final Pattern NETWORK =
            Pattern.compile(":(?<address>[0-9A-Fa-f:.]{1,45})(?:/(?<bits>0|[1-9][0-9]{0,2}))?");
    private static final int IP4_BITS = 32;
    private static final int IP6_BITS = 128;

    private final List<Term> terms = new ArrayList<>();
    private Optional<Macro> redirect = Optional.empty();
    private Optional<Macro> explanation = Optional.empty();

    private RecordParser() {}

    /** Whether a TXT record is one of this kind, RFC 7208 §4.5: by its version alone. */
    static boolean isRecord(String text) {
        return text.regionMatches(true, 0, VERSION, 0, VERSION.length())
                && (text.length() == VERSION.length() || text.charAt(VERSION.length()) == ' ');
    }

    static Record parse(String text) {
        if (text.length() > LONGEST) {
            throw SpfException.permanent("a record of " + text.length() + " characters");
        }
        RecordParser parser = new RecordParser();
        for (String term : text.substring(VERSION.length()).split(" +")) {
            if (!term.isEmpty()) {
                parser.add(term);
            }
        }
        return new Record(parser.terms, parser.redirect, parser.explanation);
    }

    private void add(String term) {
        Matcher modifier = MODIFIER.matcher(term);
        if (modifier.matches()) {
            addModifier(modifier.group(1).toLowerCase(Locale.ROOT), modifier.group(2));
            return;
        }
        Matcher mechanism = MECHANISM.matcher(term);
        if (!mechanism.matches()) {
            throw SpfException.permanent("not a term: " + term);
        }
        terms.add(mechanism(
                qualifier(mechanism.group(1)), mechanism.group(2).toLowerCase(Locale.ROOT), mechanism.group(3)));
    }

    private void addModifier(String name, String value) {
        switch (name) {
            case "redirect" -> redirect = once(redirect, value);
            case "exp" -> explanation = once(explanation, value);
            default -> Macro.anything(value); // RFC 7208 §6: others are passed over, if well-formed
        }
    }

    private static Optional<Macro> once(Optional<Macro> before, String value) {
        if (before.isPresent()) {
            throw SpfException.permanent("a modifier twice");
        }
        return Optional.of(Macro.domain(value));
    }

    private static Result qualifier(String sign) {
        return switch (sign) {
            case "-" -> Result.FAIL;
            case "~" -> Result.SOFTFAIL;
            case "?" -> Result.NEUTRAL;
            default -> Result.PASS;
        };
    }

    private static Term mechanism(Result qualifier, String name, String rest) {
        return switch (name) {
            case "all" -> {
                if (!rest.isEmpty()) {
                    throw malformed(name);
                }
                yield new Term.All(qualifier);
            }
            case "include" -> new Term.Include(qualifier, required(name, rest));
            case "exists" -> new Term.Exists(qualifier, required(name, rest));
            case "ptr" -> new Term.HostName(qualifier, optional(name, rest));
            case "a", "mx" -> hosts(qualifier, name, rest);
            case "ip4" -> network(qualifier, name, rest, IP4_BITS);
            case "ip6" -> network(qualifier, name, rest, IP6_BITS);
            default -> throw SpfException.permanent("no such mechanism: " + name);
        };
    }

    private static Macro required(String name, String rest) {
        return optional(name, rest).orElseThrow(() -> malformed(name));
    }

    private static Optional<Macro> optional(String name, String rest) {
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        if (rest.charAt(0) != ':') {
            throw malformed(name);
        }
        return Optional.of(Macro.domain(rest.substring(1)));
    }

    private static Term hosts(Result qualifier, String name, String rest) {
        Matcher parts = PREFIXES.matcher(rest);
        if (!parts.matches()) {
            throw malformed(name);
        }
        Optional<Macro> domain = optional(name, parts.group("domain"));
        Prefixes prefixes = new Prefixes(
                bits(name, Optional.ofNullable(parts.group("ip4")), IP4_BITS),
                bits(name, Optional.ofNullable(parts.group("ip6")), IP6_BITS));
        return name.equals("a")
                ? new Term.Addresses(qualifier, domain, prefixes)
                : new Term.MailHosts(qualifier, domain, prefixes);
    }

    private static int bits(String name, Optional<String> digits, int most) {
        int bits = digits.map(Integer::parseInt).orElse(most);
        if (bits > most) {
            throw malformed(name);
        }
        return bits;
    }

    private static Term network(Result qualifier, String name, String rest, int most) {
        Matcher parts = NETWORK.matcher(rest);
        if (!parts.matches()) {
            throw malformed(name);
        }
        InetAddress address =
                AddressText.parse(parts.group("address"), most == IP6_BITS).orElseThrow(() -> malformed(name));
        return new Term.Network(qualifier, address, bits(name, Optional.ofNullable(parts.group("bits")), most));
    }

    private static SpfException malformed(String mechanism) {
        return SpfException.permanent("malformed: " + mechanism);
    }
}

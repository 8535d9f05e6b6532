package io.postroom.core.trust.spf;

import io.postroom.core.trust.NameService;
import io.postroom.core.trust.NameService.Family;
import io.postroom.core.trust.Result;
import io.postroom.core.trust.spf.Term.Prefixes;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** One run of {@code check_host()} (RFC 7208 §4) with what it may ask of DNS. Not thread-safe. */
final class Evaluation {
    private static final int MOST_LOOKUPS = 10; // RFC 7208 §4.6.4
    private static final int MOST_VOID_LOOKUPS = 2; // RFC 7208 §4.6.4
    private static final int MOST_MAIL_HOSTS = 10; // RFC 7208 §4.6.4
    private static final int MOST_HOST_NAMES = 10; // RFC 7208 §5.5
    private static final String UNKNOWN = "unknown"; // RFC 7208 §7.3

    /**
     * What came of it.
     *
     * @param domain whose record decided
     * @param explanation where that record has a text for a failure
     */
    record Judgement(Result result, String domain, Optional<Macro> explanation) {}

    private final NameService names;
    private final InetAddress client;
    private final MacroValues values;
    private int lookups;
    private int voidLookups;
    private Optional<List<String>> validatedNames = Optional.empty();

    /** @param values what the letters of macros stand for, given the names that the client has in DNS */
    Evaluation(NameService names, InetAddress client, Function<Function<String, String>, MacroValues> values) {
        this.names = names;
        this.client = client;
        this.values = values.apply(this::validatedName);
    }

    /** Throws {@link SpfException} where the result is an error. */
    Judgement check(String domain) {
        if (!DomainNames.isQualified(domain)) { // RFC 7208 §4.3
            return new Judgement(Result.NONE, domain, Optional.empty());
        }
        List<String> records = asked(() -> names.texts(domain)).stream()
                .filter(RecordParser::isRecord)
                .toList();
        if (records.isEmpty()) {
            return new Judgement(Result.NONE, domain, Optional.empty());
        }
        if (records.size() > 1) { // RFC 7208 §4.5
            throw SpfException.permanent("several records");
        }
        Record record = RecordParser.parse(records.get(0));
        for (Term term : record.terms()) {
            if (matches(term, domain)) {
                return new Judgement(term.qualifier(), domain, record.explanation());
            }
        }
        return record.redirectInForce()
                .map(target -> redirected(target, domain))
                .orElse(new Judgement(Result.NEUTRAL, domain, Optional.empty())); // RFC 7208 §4.7
    }

    /** RFC 7208 §6.1. */
    private Judgement redirected(Macro target, String domain) {
        countLookup();
        Judgement judgement = check(values.name(target, domain));
        if (judgement.result() == Result.NONE) {
            throw SpfException.permanent("redirected to a domain without a record");
        }
        return judgement;
    }

    private boolean matches(Term term, String domain) {
        if (term instanceof Term.Network network) {
            return AddressText.isWithin(client, network.address(), network.prefix());
        }
        if (term instanceof Term.All) {
            return true;
        }
        countLookup();
        if (term instanceof Term.Include include) {
            return includes(values.name(include.domain(), domain));
        }
        if (term instanceof Term.Exists exists) {
            return exists(values.name(exists.domain(), domain));
        }
        if (term instanceof Term.Addresses addresses) {
            return hasClient(target(addresses.domain(), domain), addresses.prefixes());
        }
        if (term instanceof Term.MailHosts hosts) {
            return anyHasClient(target(hosts.domain(), domain), hosts.prefixes());
        }
        Term.HostName hostName = (Term.HostName) term;
        String target = target(hostName.domain(), domain);
        return validatedNames().stream().anyMatch(name -> DomainNames.isWithin(name, target));
    }

    private String target(Optional<Macro> target, String domain) {
        return target.map(macro -> values.name(macro, domain)).orElse(domain);
    }

    /** RFC 7208 §5.2. */
    private boolean includes(String domain) {
        return switch (check(domain).result()) {
            case PASS -> true;
            case NONE -> throw SpfException.permanent("includes a domain without a record");
            default -> false;
        };
    }

    /** RFC 7208 §5.7: asks for IPv4 whatever the client has. */
    private boolean exists(String name) {
        return !addresses(name, Family.IP4).isEmpty();
    }

    private boolean hasClient(String host, Prefixes prefixes) {
        return addresses(host, family()).stream()
                .anyMatch(address -> AddressText.isWithin(client, address, prefixes.of(client)));
    }

    /** RFC 7208 §5.4. */
    private boolean anyHasClient(String domain, Prefixes prefixes) {
        List<String> hosts =
                counted(DomainNames.isName(domain) ? asked(() -> names.mailHosts(domain)) : List.<String>of());
        if (hosts.size() > MOST_MAIL_HOSTS) {
            throw SpfException.permanent("more than " + MOST_MAIL_HOSTS + " mail hosts");
        }
        return hosts.stream().anyMatch(host -> hasClient(host, prefixes));
    }

    private List<InetAddress> addresses(String name, Family family) {
        return counted(DomainNames.isName(name) ? asked(() -> names.addresses(name, family)) : List.<InetAddress>of());
    }

    private Family family() {
        return client.getAddress().length == 4 ? Family.IP4 : Family.IP6;
    }

    private void countLookup() {
        lookups++;
        if (lookups > MOST_LOOKUPS) {
            throw SpfException.permanent("more than " + MOST_LOOKUPS + " look-ups");
        }
    }

    private <T> List<T> counted(List<T> answer) {
        if (answer.isEmpty()) {
            voidLookups++;
            if (voidLookups > MOST_VOID_LOOKUPS) {
                throw SpfException.permanent("more than " + MOST_VOID_LOOKUPS + " look-ups without an answer");
            }
        }
        return answer;
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (UncheckedIOException e) {
            throw SpfException.temporary("DNS does not answer");
        }
    }

    /** RFC 7208 §7.3, of the letter {@code p}: the name that is closest to {@code domain}. */
    private String validatedName(String domain) {
        List<String> validated = validatedNames();
        return validated.stream()
                .filter(name -> name.equalsIgnoreCase(domain))
                .findFirst()
                .or(() -> validated.stream()
                        .filter(name -> DomainNames.isWithin(name, domain))
                        .findFirst())
                .or(() -> validated.stream().findFirst())
                .orElse(UNKNOWN);
    }

    /** RFC 7208 §5.5: those names of the client that lead back to it, found once; what DNS does not answer counts as missing. */
    private List<String> validatedNames() {
        if (validatedNames.isEmpty()) {
            List<String> validated = new ArrayList<>();
            List<String> all = unlessAway(() -> names.hostNames(client));
            for (String name : all.subList(0, Math.min(all.size(), MOST_HOST_NAMES))) {
                if (DomainNames.isName(name)
                        && unlessAway(() -> names.addresses(name, family())).contains(client)) {
                    validated.add(name.toLowerCase(Locale.ROOT));
                }
            }
            validatedNames = Optional.of(List.copyOf(validated));
        }
        return validatedNames.get();
    }

    /** An answer that is empty counts, one that is missing does not. */
    private <T> List<T> unlessAway(Supplier<List<T>> question) {
        List<T> answer;
        try {
            answer = question.get();
        } catch (UncheckedIOException e) {
            return List.of();
        }
        return counted(answer);
    }

    /** The text that explains a failure (RFC 7208 §6.2), of printable characters; empty if there is none, or none that can be had. */
    Optional<String> explanation(Judgement judgement) {
        try {
            return judgement
                    .explanation()
                    .map(macro -> values.name(macro, judgement.domain()))
                    .filter(DomainNames::isName)
                    .map(name -> unlessAway(() -> names.texts(name)))
                    .filter(texts -> texts.size() == 1)
                    .flatMap(texts -> Macro.explanation(texts.get(0)))
                    .map(macro -> values.text(macro, judgement.domain()));
        } catch (SpfException e) {
            return Optional.empty();
        }
    }
}

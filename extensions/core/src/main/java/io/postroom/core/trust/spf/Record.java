package io.postroom.core.trust.spf;

import java.util.List;
import java.util.Optional;

/**
 * What a domain has published (RFC 7208 §4.5, §4.6), all of it well-formed.
 *
 * @param redirect whose record holds where no mechanism matches
 * @param explanation where the text stands that explains a failure
 */
record Record(List<Term> terms, Optional<Macro> redirect, Optional<Macro> explanation) {
    Record {
        terms = List.copyOf(terms);
    }

    /** RFC 7208 §6.1: a {@code redirect} beside an {@code all} is passed over. */
    Optional<Macro> redirectInForce() {
        return terms.stream().anyMatch(Term.All.class::isInstance) ? Optional.empty() : redirect;
    }
}

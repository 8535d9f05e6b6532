package io.postroom.core.signup;

import io.postroom.core.account.ApiKeys;
import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.limit.TokenBuckets;
import io.postroom.core.list.EntryName;
import io.postroom.core.secret.Digest;
import io.postroom.core.secret.OneTimeCodes;
import io.postroom.core.send.Address;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets agents sign up: each gets an organisation with one inbox and a key, and may write to the person it names and to nobody else until
 * that person's code comes back.
 *
 * <p>Every step can be repeated; whoever had no answer asks again and gets what is there, with a new key. Thread-safe; calls block. An
 * unreachable store or queue shows as an {@link java.io.UncheckedIOException}.
 */
public final class SignUps {
    private static final Duration CODE_LIFETIME = Duration.ofHours(24);
    private static final String KEY_NAME = "sign-up";
    private static final String CODE = "otp_code";

    private final Parts parts;
    private final TokenBuckets<String> humans;
    private final Clock clock;
    private final KeyedLocks locks = new KeyedLocks();

    /**
     * What {@link SignUps} works with.
     *
     * @param open whether anybody may sign up
     */
    public record Parts(
            boolean open,
            SignUpStore store,
            ApiKeys keys,
            Inboxes inboxes,
            Premises premises,
            OneTimeCodes codes,
            CodeMail mail) {}

    /** @param humans how often one person may be named */
    public SignUps(Parts parts, TokenBuckets<String> humans, Clock clock) {
        this.parts = parts;
        this.humans = humans;
        this.clock = clock;
    }

    /**
     * Signs an agent up for an inbox of this name in the server's own domain, and sends the person a code unless one is on its way. The same two
     * again, before they are verified: the same organisation and inbox, and a new key instead of the old one.
     *
     * @throws RefusedException {@link Reason#FORBIDDEN} if nobody may sign up here, {@link Reason#ALREADY_EXISTS} if the address is taken, by
     *     whomever, {@link Reason#RATE_LIMITED} if the person is named too often
     */
    public NewAgent signUp(Address human, String username) {
        if (!parts.open()) {
            throw new RefusedException(Reason.FORBIDDEN, "This server lets nobody sign up; ask its operator for a key");
        }
        String person = person(human);
        InboxId address = parts.inboxes().addressOf(username);
        humans.take(person).ifPresent(wait -> {
            throw RefusedException.tooOften("Too many sign-ups for this address", wait);
        });
        OrganizationId id = new OrganizationId(parts.codes().idOf("sign-up", person, address.value()));
        return locks.with(id, () -> admit(id, person, address));
    }

    private static String person(Address human) {
        try {
            return EntryName.parse(human.key()).value();
        } catch (IllegalArgumentException e) {
            throw RefusedException.invalid("human_email", "human_email is not an address");
        }
    }

    private NewAgent admit(OrganizationId id, String person, InboxId address) {
        SignUp signUp = parts.store().find(id).orElseGet(() -> begun(id, person, address));
        if (signUp.isVerified()) {
            throw parts.inboxes().taken(address); // the words for an inbox of anybody else
        }
        Organization organization = parts.premises().prepare(signUp);
        announce(signUp);
        String secret = parts.keys()
                .replaceAll(organization, KEY_NAME, Unverified.PERMISSIONS)
                .secret();
        return new NewAgent(id, signUp.inbox(), secret);
    }

    private SignUp begun(OrganizationId id, String person, InboxId address) {
        parts.premises().requireFree(address);
        return parts.store()
                .addIfAbsent(
                        new SignUp(id, person, address, Optional.empty(), now(), Optional.empty(), UUID.randomUUID()));
    }

    /** Only a code whose mail was handed over counts as on its way: after a crash in between there is another one. */
    private void announce(SignUp signUp) {
        Instant now = now();
        if (signUp.code().filter(code -> code.sent() && code.isAlive(now)).isPresent()) {
            return;
        }
        String text = parts.codes().next();
        SignUp.Code code = new SignUp.Code(seal(signUp, text), now.plus(CODE_LIFETIME), 0, false);
        SignUp announced = replaced(signUp, signUp.with(code));
        parts.mail().send(signUp.human(), signUp.inbox(), text, now);
        replaced(announced, announced.with(code.whenSent()));
    }

    private Digest seal(SignUp signUp, String code) {
        return parts.codes().seal(signUp.organization().toString(), code);
    }

    private SignUp replaced(SignUp before, SignUp after) {
        if (!parts.store().replace(before, after)) {
            throw new RefusedException(Reason.CONFLICT, "Another request for this sign-up is under way");
        }
        return after;
    }

    /**
     * Ends the restrictions of an organisation that signed up. Does nothing if they have ended.
     *
     * @throws RefusedException {@link Reason#INVALID} if the code is wrong or has come to its end, {@link Reason#UNPROCESSABLE} if the
     *     organisation never signed up
     */
    public void verify(Caller caller, String code) {
        caller.requireWholeOrganization();
        Organization organization = caller.organization();
        locks.run(organization.id(), () -> {
            SignUp signUp = parts.store()
                    .find(organization.id())
                    .orElseThrow(() ->
                            new RefusedException(Reason.UNPROCESSABLE, "This organization was not made by a sign-up"));
            if (!signUp.isVerified()) {
                SignUp tried = tried(signUp, code);
                parts.premises().open(organization);
                parts.keys().unrestrict(organization, Unverified.PERMISSIONS);
                replaced(tried, tried.verified(now())); // last: until then the same code does it again
            }
        });
    }

    /** The try is on record before anybody learns whether it was right. */
    private SignUp tried(SignUp signUp, String text) {
        SignUp.Code code = signUp.code()
                .filter(known -> known.isAlive(now()))
                .orElseThrow(() -> RefusedException.invalid(
                        CODE, "The code has come to its end; sign up again, with the same words, for another one"));
        SignUp tried = replaced(signUp, signUp.with(code.tried()));
        if (!parts.codes().matches(code.sealed(), signUp.organization().toString(), text)) {
            throw RefusedException.invalid(
                    CODE,
                    "This is not the code; it can be tried " + code.tried().triesLeft() + " times more");
        }
        return tried;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

package io.postroom.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import io.postroom.core.account.ApiKeys;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.limit.Allowance;
import io.postroom.core.limit.TokenBuckets;
import io.postroom.core.list.Lists;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.secret.OneTimeCodes;
import io.postroom.core.send.Letters;
import io.postroom.core.send.Notices;
import io.postroom.core.send.SendAllowance;
import io.postroom.core.signup.CodeMail;
import io.postroom.core.signup.Premises;
import io.postroom.core.signup.SignUpStore;
import io.postroom.core.signup.SignUps;
import io.postroom.core.signup.Unverified;
import io.postroom.core.signup.UnverifiedSends;
import io.postroom.james.send.JamesNotices;
import io.postroom.james.setting.Settings;
import java.time.Clock;
import java.time.Duration;

/** Agents that sign up, and what they may send before somebody vouches for them. */
final class SignUpModule extends AbstractModule {
    /** Each may lead to a mail that the person did not ask for. */
    private static final Allowance ONE_PERSON = Allowance.of(10, Duration.ofDays(1));

    private static final int MOST_PERSONS = 100_000;

    @Override
    protected void configure() {
        bind(JamesNotices.class).in(Scopes.SINGLETON);
        bind(Notices.class).to(JamesNotices.class);
    }

    @Provides
    @Singleton
    Unverified unverified(SignUpStore store) {
        return new Unverified(store);
    }

    @Provides
    @Singleton
    SendAllowance sendAllowance(Unverified unverified, Clock clock) {
        return new UnverifiedSends(unverified, clock);
    }

    @Provides
    @Singleton
    Premises premises(
            SignUpStore store,
            OrganizationStore organizations,
            InboxStore addresses,
            Inboxes inboxes,
            Lists lists,
            Unverified unverified,
            Clock clock) {
        return new Premises(store, organizations, addresses, inboxes, lists, unverified, clock);
    }

    @Provides
    @Singleton
    SignUps signUps(
            Settings settings,
            SignUpStore store,
            ApiKeys keys,
            Inboxes inboxes,
            Premises premises,
            MasterKey master,
            Letters letters,
            Notices notices,
            Clock clock) {
        SignUps.Parts parts = new SignUps.Parts(
                settings.bool("agents.sign-up"),
                store,
                keys,
                inboxes,
                premises,
                new OneTimeCodes(master),
                new CodeMail(letters, notices));
        return new SignUps(parts, new TokenBuckets<>(ONE_PERSON, MOST_PERSONS, clock), clock);
    }
}

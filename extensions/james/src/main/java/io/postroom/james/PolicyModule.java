package io.postroom.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.postroom.core.account.MailDomain;
import io.postroom.core.domain.DomainStore;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.policy.OwnDomains;
import io.postroom.core.policy.RefusalLog;
import io.postroom.core.policy.RefusalStore;
import io.postroom.core.policy.Refusals;
import io.postroom.core.policy.SenderCheck;
import io.postroom.core.policy.Suspicion;
import io.postroom.core.policy.Treatment;
import io.postroom.core.policy.TrustPolicies;
import io.postroom.core.policy.TrustPolicy;
import io.postroom.core.policy.TrustPolicyStore;
import io.postroom.core.policy.TrustRules;
import io.postroom.core.receive.SpooledOctets;
import io.postroom.core.trust.Authenticator;
import io.postroom.core.trust.Networks;
import io.postroom.james.setting.InvalidSettingException;
import io.postroom.james.setting.Settings;
import io.postroom.james.spool.JamesSpooledOctets;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import javax.mail.internet.MimeMessage;

/** Who sent mail that comes in, and what is done with it where that is not proved. */
final class PolicyModule extends AbstractModule {
    private static final String SETTING = "trust.policy.";
    private static final String UNCHECKED = "trust.unchecked-networks";

    @Override
    protected void configure() {
        bind(RefusalsAtStop.class).asEagerSingleton();
    }

    @Provides
    @Singleton
    SpooledOctets<MimeMessage> spooledOctets(Settings settings) {
        return new JamesSpooledOctets(ownName(settings));
    }

    @Provides
    @Singleton
    TrustRules rules(TrustPolicyStore store, Settings settings, Clock clock) {
        Map<Suspicion, Treatment> server = new EnumMap<>(Suspicion.class);
        for (Suspicion suspicion : Suspicion.values()) {
            String setting = SETTING + suspicion.wireName();
            try {
                server.put(suspicion, suspicion.treatment(settings.text(setting)));
            } catch (IllegalArgumentException e) {
                throw new InvalidSettingException("The setting " + setting + ": " + e.getMessage() + ".");
            }
        }
        return new TrustRules(store, new TrustPolicy(server), clock);
    }

    @Provides
    @Singleton
    TrustPolicies policies(TrustPolicyStore store, TrustRules rules) {
        return new TrustPolicies(store, rules);
    }

    @Provides
    @Singleton
    Refusals refusals(RefusalStore store, Inboxes inboxes) {
        return new Refusals(store, inboxes);
    }

    @Provides
    @Singleton
    RefusalLog refusalLog(RefusalStore store, Clock clock) {
        return new RefusalLog(store, clock);
    }

    @Provides
    @Singleton
    OwnDomains ownDomains(DomainStore domains, Settings settings) {
        return new OwnDomains(new MailDomain(settings.text("mail.domain")), domains);
    }

    @Provides
    @Singleton
    SenderCheck senderCheck(Authenticator authenticator, OwnDomains own, Settings settings) {
        return new SenderCheck(authenticator, own, unchecked(settings), ownName(settings));
    }

    private static Networks unchecked(Settings settings) {
        try {
            return Networks.parse(settings.text(UNCHECKED));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("The setting " + UNCHECKED + ": " + e.getMessage() + ".");
        }
    }

    private static MailDomain ownName(Settings settings) {
        return new MailDomain(settings.text("mail.host-name"));
    }
}

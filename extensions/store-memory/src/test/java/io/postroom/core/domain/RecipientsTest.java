package io.postroom.core.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.testkit.Fixtures;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientsTest {
    private final DomainRig rig = new DomainRig();

    private Optional<String> find(String address) {
        return rig.recipients.find(address).map(inbox -> inbox.id().value());
    }

    private void catchAll(InboxId inbox) {
        Domain domain =
                Fixtures.verifiedDomain("mail.example", new DomainOptions(true, false, false, Optional.of(inbox)));
        rig.store.create(domain, Fixtures.signingKey(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent@mail.example",
                "Agent@Mail.Example",
                "agent+tag@mail.example",
                "agent+a+b@mail.example",
                "agent+@mail.example"
            })
    void findsTheInboxWhateverFollowsThePlus(String address) {
        rig.inbox("agent@mail.example");

        assertThat(find(address)).contains("agent@mail.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agents@mail.example",
                "+agent@mail.example",
                "agent+tag@other.example",
                "not an address",
                "agent",
                ""
            })
    void findsNothingElse(String address) {
        rig.inbox("agent@mail.example");

        assertThat(find(address)).isEmpty();
    }

    @Test
    void prefersTheInboxOfThatVeryAddress() {
        rig.inbox("agent@mail.example");
        rig.inbox("agent+tag@mail.example");

        assertThat(find("agent+tag@mail.example")).contains("agent+tag@mail.example");
    }

    @Test
    void givesTheRestToTheCatchAll() {
        rig.inbox("agent@mail.example");
        catchAll(rig.inbox("all@agents.example").id());

        assertThat(find("agent+x@mail.example")).contains("agent@mail.example");
        assertThat(find("anything@mail.example")).contains("all@agents.example");
        assertThat(find("anything@sub.mail.example")).isEmpty();
    }

    @Test
    void doesWithoutACatchAllThatIsGone() {
        catchAll(new InboxId("gone@mail.example"));

        assertThat(find("anything@mail.example")).isEmpty();
    }
}

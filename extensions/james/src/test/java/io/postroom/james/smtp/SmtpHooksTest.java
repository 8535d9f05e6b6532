package io.postroom.james.smtp;

import static io.postroom.james.access.Accounts.OPERATOR;
import static io.postroom.james.access.Accounts.PASSWORD;
import static io.postroom.james.access.Accounts.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.Scope;
import io.postroom.core.list.Direction;
import io.postroom.core.list.EntryName;
import io.postroom.core.list.ListEntry;
import io.postroom.core.list.ListKey;
import io.postroom.core.list.ListRules;
import io.postroom.core.list.ListType;
import io.postroom.core.policy.Refusal;
import io.postroom.core.policy.RefusalReason;
import io.postroom.james.access.Accounts;
import io.postroom.store.memory.MemoryListStore;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.core.Username;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.junit.jupiter.api.Test;

class SmtpHooksTest {
    private final Accounts accounts = new Accounts();
    private final Refusing refusing = new Refusing();
    private final SuspendedOrganizationHook recipients = new SuspendedOrganizationHook(accounts.login, refusing.notes);
    private final ApiKeyAuthHook login = new ApiKeyAuthHook(accounts.login);
    private final List<String> calls = new ArrayList<>();
    private final MemoryListStore lists = new MemoryListStore();

    SmtpHooksTest() throws Exception {}

    @Test
    void leavesMailForActiveInboxesAndForOthersToJames() throws Exception {
        assertThat(recipient(SUPPORT)).isEqualTo(HookResult.DECLINED);
        assertThat(recipient(OPERATOR)).isEqualTo(HookResult.DECLINED);
        assertThat(recipient(Username.of("nobody@elsewhere.example"))).isEqualTo(HookResult.DECLINED);
    }

    @Test
    void putsOffMailForASuspendedOrganization() throws Exception {
        accounts.suspend();

        assertThat(recipient(SUPPORT).getSmtpRetCode()).isEqualTo("451");
        assertThat(recipient(SUPPORT).getSmtpDescription()).startsWith("4.7.1 ");
        assertThat(refusing.noted()).extracting(Refusal::reason).containsOnly(RefusalReason.SUSPENDED);
        assertThat(refusing.notedFor()).contains(Fixtures.SUPPORT);
    }

    @Test
    void putsOffMailForADetailOfASuspendedOrganizationsInbox() throws Exception {
        accounts.suspend();

        assertThat(recipient(Username.of("support+tag@agents.example")).getSmtpRetCode())
                .isEqualTo("451");
    }

    @Test
    void letsAUserIn() {
        HookResult result = login.doAuth(session(), SUPPORT, PASSWORD);

        assertThat(result.getSmtpRetCode()).isEqualTo("235");
        assertThat(calls).containsExactly("setUsername [" + SUPPORT + "]", "setRelayingAllowed [true]");
    }

    @Test
    void hasTheLastWordOnInboxesOnly() {
        assertThat(login.doAuth(session(), SUPPORT, "guessed").getSmtpRetCode()).isEqualTo("535");
        assertThat(login.doAuth(session(), OPERATOR, PASSWORD)).isEqualTo(HookResult.DECLINED);
        assertThat(calls).isEmpty();
    }

    private void allowOnly(String name) {
        ListKey list =
                new ListKey(Fixtures.ORGANIZATION, new Scope.WholeOrganization(), Direction.SEND, ListType.ALLOW);
        lists.save(new ListEntry(list, new EntryName(name), Optional.empty(), Fixtures.NOW));
    }

    private HookResult outgoing(SMTPSession session, String recipient) throws Exception {
        SendListHook hook = new SendListHook(new ListRules(lists, new FixedClock()), accounts.inboxes);
        return hook.doRcpt(session, MaybeSender.nullSender(), new MailAddress(recipient));
    }

    @Test
    void letsMailOutWhereNoListsSayOtherwise() throws Exception {
        assertThat(outgoing(session(SUPPORT), "ann@example.com")).isEqualTo(HookResult.DECLINED);
        allowOnly("example.com");
        assertThat(outgoing(session(SUPPORT), "ann@example.com")).isEqualTo(HookResult.DECLINED);
    }

    @Test
    void refusesRecipientsThatTheSendersListsRefuse() throws Exception {
        allowOnly("example.com");

        HookResult refused = outgoing(session(SUPPORT), "eve@evil.example");

        assertThat(refused.getSmtpRetCode()).isEqualTo("550");
        assertThat(refused.getSmtpDescription()).startsWith("5.7.1 ");
        assertThat(outgoing(session(OPERATOR), "eve@evil.example")).isEqualTo(HookResult.DECLINED);
        assertThat(outgoing(session(), "eve@evil.example")).isEqualTo(HookResult.DECLINED);
    }

    private HookResult recipient(Username name) throws Exception {
        return recipients.doRcpt(Refusing.stranger(), MaybeSender.nullSender(), new MailAddress(name.asString()));
    }

    /** A session of this user. */
    private static SMTPSession session(Username user) {
        return (SMTPSession) Proxy.newProxyInstance(
                SMTPSession.class.getClassLoader(),
                new Class<?>[] {SMTPSession.class},
                (proxy, method, arguments) -> user);
    }

    /** A session that notes what is called on it. */
    private SMTPSession session() {
        return (SMTPSession) Proxy.newProxyInstance(
                SMTPSession.class.getClassLoader(), new Class<?>[] {SMTPSession.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName() + " " + (arguments == null ? List.of() : List.of(arguments)));
                    return null;
                });
    }
}

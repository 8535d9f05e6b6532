package io.postroom.james.access;

import static io.postroom.james.access.Accounts.OPERATOR;
import static io.postroom.james.access.Accounts.PASSWORD;
import static io.postroom.james.access.Accounts.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.ApiKey;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Permissions;
import io.postroom.core.account.Scope;
import io.postroom.core.signup.SignUp;
import io.postroom.testkit.Fixtures;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MailLoginTest {
    private final Accounts accounts = new Accounts();

    MailLoginTest() throws Exception {}

    @Test
    void takesTheMailboxesPassword() throws Exception {
        assertThat(accounts.login.permits(SUPPORT, PASSWORD, Permission.MESSAGE_READ))
                .isTrue();
        assertThat(accounts.login.permits(SUPPORT, PASSWORD + " ", Permission.MESSAGE_READ))
                .isFalse();
        assertThat(accounts.login.permits(SUPPORT, "", Permission.MESSAGE_READ)).isFalse();
    }

    @Test
    void takesAKeyThatCoversTheInbox() throws Exception {
        accounts.keys.save(key(new Scope.WholeOrganization(), Permissions.UNRESTRICTED));
        assertThat(permitted(Permission.MESSAGE_READ)).isTrue();

        accounts.keys.save(key(new Scope.OneInbox(Fixtures.POD, Fixtures.SALES), Permissions.UNRESTRICTED));
        assertThat(permitted(Permission.MESSAGE_READ)).isFalse();

        accounts.keys.save(key(new Scope.OnePod(Fixtures.OTHER_POD), Permissions.UNRESTRICTED));
        assertThat(permitted(Permission.MESSAGE_READ)).isFalse();
    }

    @Test
    void wantsThePermission() throws Exception {
        accounts.keys.save(key(new Scope.WholeOrganization(), new Permissions.Only(Set.of(Permission.MESSAGE_READ))));

        assertThat(permitted(Permission.MESSAGE_READ)).isTrue();
        assertThat(permitted(Permission.MESSAGE_SEND)).isFalse();
    }

    @Test
    void opensNothingOfAnOrganizationThatSignedUpAndIsNotVerified() throws Exception {
        accounts.keys.save(key(new Scope.WholeOrganization(), Permissions.UNRESTRICTED));
        accounts.signUps.addIfAbsent(new SignUp(
                Fixtures.ORGANIZATION,
                "ann@example.com",
                Fixtures.SUPPORT,
                Optional.empty(),
                Fixtures.NOW,
                Optional.empty(),
                Fixtures.uuid(1)));

        assertThat(permitted(Permission.MESSAGE_READ)).isFalse();
        assertThat(accounts.login.permits(SUPPORT, PASSWORD, Permission.MESSAGE_READ))
                .isFalse();
    }

    @Test
    void opensNothingOfASuspendedOrganization() throws Exception {
        accounts.keys.save(key(new Scope.WholeOrganization(), Permissions.UNRESTRICTED));
        accounts.suspend();

        assertThat(permitted(Permission.MESSAGE_READ)).isFalse();
        assertThat(accounts.login.permits(SUPPORT, PASSWORD, Permission.MESSAGE_READ))
                .isFalse();
    }

    @Test
    void leavesUsersThatAreNoInboxesToJames() throws Exception {
        accounts.keys.save(key(new Scope.WholeOrganization(), Permissions.UNRESTRICTED));

        assertThat(accounts.login.permits(OPERATOR, PASSWORD, Permission.MESSAGE_READ))
                .isTrue();
        assertThat(accounts.login.permits(OPERATOR, Fixtures.secret(1), Permission.MESSAGE_READ))
                .isFalse();
        assertThat(accounts.login.judge(OPERATOR, PASSWORD, Permission.MESSAGE_READ))
                .isEqualTo(MailLogin.Verdict.NOT_OURS);
    }

    private boolean permitted(Permission permission) throws Exception {
        return accounts.login.permits(SUPPORT, Fixtures.secret(1), permission);
    }

    private static ApiKey key(Scope scope, Permissions permissions) {
        ApiKey any = Fixtures.apiKey(1);
        return new ApiKey(
                any.id(),
                any.organization(),
                scope,
                permissions,
                any.name(),
                any.prefix(),
                any.hash(),
                any.usedAt(),
                any.expiresAt(),
                any.createdAt(),
                any.updatedAt());
    }
}

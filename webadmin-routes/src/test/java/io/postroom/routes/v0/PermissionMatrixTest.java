package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.Permission;
import io.postroom.core.account.Permissions;
import io.postroom.core.account.Scope;
import io.postroom.routes.Client.Text;
import io.postroom.routes.Dialect;
import io.postroom.routes.Gate;
import io.postroom.routes.Right.Reach;
import io.postroom.routes.v0.Scenery.Who;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Every route with every permission, and with keys of every reach: what the rules say of it, and what the server does.
 *
 * <p>Routes are read from the gate, where they are entered with what they ask of a key. A route that names something new fails until the
 * {@link Scenery} has one.
 */
class PermissionMatrixTest {
    private static final Api API = new Api();
    private static final List<Operation> OPERATIONS =
            API.gates.entered().stream().flatMap(Operation::of).toList();
    private static final Pattern CODE = Pattern.compile("\"(?:code|error)\":\"([a-z_]+)\"");
    private static final Set<String> REFUSALS = Set.of("missing_permission", "forbidden", "not_found");

    /** What a request leads to. */
    private enum Outcome {
        DONE,
        /** 403 for want of a permission. */
        LACKS_PERMISSION,
        /** 403 for want of reach. */
        FORBIDDEN,
        /** 404 as for something that nobody has. */
        NOT_FOUND,
        /** Something else, which is always wrong. */
        BROKEN;

        static Outcome of(Text reply) {
            Matcher named = CODE.matcher(reply.body());
            String code = named.find() ? named.group(1) : "";
            if (reply.status() == 401 || reply.status() == 405 || reply.status() >= 500) {
                return BROKEN;
            }
            if (!REFUSALS.contains(code)) {
                return reply.status() == 404 ? BROKEN : DONE;
            }
            return switch (code) {
                case "missing_permission" -> LACKS_PERMISSION;
                case "forbidden" -> FORBIDDEN;
                default -> NOT_FOUND;
            };
        }
    }

    @AfterAll
    static void close() {
        API.close();
    }

    @Test
    void onlySignedLinksAndSigningUpNeedNoKey() {
        assertThat(API.gates.entered())
                .filteredOn(entered ->
                        entered.right().isEmpty() && Dialect.of(entered.path()).isPresent())
                .extracting(Gate.Entered::path)
                .containsExactlyInAnyOrder("/v0/downloads/:token", "/v0/agent/sign-up");
        assertThat(OPERATIONS).hasSizeGreaterThan(90).doesNotHaveDuplicates();
    }

    @Test
    void aKeyWithoutOnePermissionDoesWhatDoesNotNeedIt() {
        Choice without = permission -> EnumSet.complementOf(EnumSet.of(permission));
        Map<Permission, String> keys = keys(new Scope.WholeOrganization(), without);
        List<String> wrong = new ArrayList<>();
        for (Operation operation : OPERATIONS) {
            Scenery scenery = new Scenery(API);
            Map<Permission, String> known = operation.isForAnInbox() ? keys(scenery.inboxScope(), without) : keys;
            for (Permission permission : Permission.values()) {
                boolean lacks = operation.permissions().contains(permission);
                compare(operation, "without " + permission, lacks, scenery, known.get(permission), wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aKeyWithOnePermissionDoesWhatNeedsNoOther() {
        Map<Permission, String> keys = keys(new Scope.WholeOrganization(), EnumSet::of);
        List<String> wrong = new ArrayList<>();
        for (Operation operation : OPERATIONS) {
            Scenery scenery = new Scenery(API);
            Map<Permission, String> known = operation.isForAnInbox() ? keys(scenery.inboxScope(), EnumSet::of) : keys;
            for (Permission permission : Permission.values()) {
                boolean lacks = !Set.of(permission).containsAll(operation.permissions());
                compare(operation, "with " + permission, lacks, scenery, known.get(permission), wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** What was changed or deleted by a key that may do so is missed by the next; that is no matter here. */
    private static void compare(
            Operation operation, String which, boolean lacks, Scenery scenery, String key, List<String> wrong) {
        Text reply = scenery.ask(API, key, operation);
        Outcome outcome = Outcome.of(reply);
        boolean refused = outcome == Outcome.LACKS_PERMISSION;
        if (refused != lacks || outcome == Outcome.FORBIDDEN || outcome == Outcome.BROKEN) {
            wrong.add(operation + " " + which + ": " + reply.status() + " " + reply.body());
        }
    }

    @Test
    void aKeyReachesAsFarAsItsScopeAndNoFurther() {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : OPERATIONS) {
            for (Who who : Who.values()) {
                Scenery scenery = new Scenery(API);
                Text reply = scenery.ask(API, scenery.secret(who), operation);
                String body = reply.body();
                Outcome expected = expected(operation, who);
                boolean leaks =
                        !who.sees() && scenery.secretsOfTheInbox().stream().anyMatch(body::contains);
                if (Outcome.of(reply) != expected || leaks) {
                    wrong.add(operation + " as " + who + ", expected " + expected + (leaks ? " and no leak" : "") + ": "
                            + reply.status() + " " + body);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Outcome expected(Operation operation, Who who) {
        Reach reach = operation.right().reach();
        if (operation.isForAnInbox() && !who.isAnInbox()) {
            return Outcome.FORBIDDEN;
        }
        boolean tooNarrow = (reach == Reach.ORGANIZATION && !who.isWholeOrganization())
                || ((reach == Reach.POD || operation.isUnderAPod()) && who.isAnInbox());
        if (tooNarrow) {
            return Outcome.FORBIDDEN;
        }
        return operation.isAbsent() || (operation.namesSomething() && !who.sees()) ? Outcome.NOT_FOUND : Outcome.DONE;
    }

    private interface Choice {
        Set<Permission> of(Permission permission);
    }

    private static Map<Permission, String> keys(Scope scope, Choice choice) {
        Map<Permission, String> keys = new EnumMap<>(Permission.class);
        for (Permission permission : Permission.values()) {
            Permissions granted = new Permissions.Only(choice.of(permission));
            keys.put(permission, API.world.key(API.world.organization.id(), scope, granted));
        }
        return keys;
    }
}

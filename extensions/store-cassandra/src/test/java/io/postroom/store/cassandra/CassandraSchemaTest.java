package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.postroom.testkit.Race;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class CassandraSchemaTest {
    private static final String KEYSPACE = "schema_test";
    private static final List<List<String>> ONE =
            List.of(List.of("CREATE TABLE IF NOT EXISTS {keyspace}.a (id int PRIMARY KEY, one text)"));
    private static final List<List<String>> TWO = List.of(
            ONE.get(0),
            List.of(
                    "CREATE TABLE IF NOT EXISTS {keyspace}.b (id int PRIMARY KEY)",
                    "INSERT INTO {keyspace}.b (id) VALUES (2)"));

    private final CqlSession session;

    CassandraSchemaTest(CqlSession session) {
        this.session = session;
    }

    @AfterEach
    void drop() {
        session.execute("DROP KEYSPACE IF EXISTS " + KEYSPACE);
    }

    @Test
    void createsTheTablesAndRemembersTheVersion() {
        schema(ONE).migrate(1);

        assertThat(schema(ONE).version()).isEqualTo(1);
        assertThat(tables()).contains("a").doesNotContain("b");
    }

    @Test
    void takesOnlyTheStepsThatAreMissing() {
        schema(ONE).migrate(1);
        session.execute("INSERT INTO " + KEYSPACE + ".a (id, one) VALUES (1, 'kept')");

        schema(TWO).migrate(1);

        assertThat(schema(TWO).version()).isEqualTo(2);
        assertThat(tables()).contains("a", "b");
        assertThat(session.execute("SELECT one FROM " + KEYSPACE + ".a WHERE id = 1")
                        .one()
                        .getString("one"))
                .isEqualTo("kept");
    }

    @Test
    void finishesAStepThatAStartDiedIn() {
        schema(ONE).migrate(1);
        session.execute("CREATE TABLE " + KEYSPACE + ".b (id int PRIMARY KEY)");

        schema(TWO).migrate(1);

        assertThat(session.execute("SELECT id FROM " + KEYSPACE + ".b").all()).hasSize(1);
    }

    @Test
    void refusesTheTablesOfANewerVersionInOneSentence() {
        schema(TWO).migrate(1);

        assertThatThrownBy(() -> schema(ONE).migrate(1))
                .isInstanceOf(NewerSchemaException.class)
                .hasMessage(
                        "The data in keyspace schema_test was written by a newer version (schema 2, this version knows 1):"
                                + " start that version, or restore a backup from before the upgrade.");
        assertThat(schema(TWO).version()).isEqualTo(2);
    }

    @Test
    void programsThatStartAtOnceTakeTurns() {
        schema(ONE).migrate(1);

        Race.of(4, number -> {
            schema(TWO).migrate(1);
            return number;
        });

        assertThat(schema(TWO).version()).isEqualTo(2);
        assertThat(session.execute("SELECT holder FROM " + KEYSPACE + ".schema_turn")
                        .all())
                .isEmpty();
    }

    @Test
    void theTurnOfAProgramThatDiedEnds() {
        schema(ONE).migrate(1);
        session.execute(
                "INSERT INTO " + KEYSPACE + ".schema_turn (name, holder) VALUES ('migration', uuid()) USING TTL 2");

        schema(TWO).migrate(1);

        assertThat(schema(TWO).version()).isEqualTo(2);
    }

    @Test
    void theOnlyProgramDoesNotWaitForTheTurnOfOneThatDied() {
        schema(ONE).migrateAlone(1);
        session.execute("INSERT INTO " + KEYSPACE + ".schema_turn (name, holder) VALUES ('migration', uuid())");

        schema(TWO).migrateAlone(1); // it would wait for ten minutes and fail

        assertThat(schema(TWO).version()).isEqualTo(2);
        assertThat(session.execute("SELECT holder FROM " + KEYSPACE + ".schema_turn")
                        .all())
                .isEmpty();
    }

    @Test
    void aTurnThatWasLostIsNotGoneOnWith() {
        schema(ONE).migrate(1);
        MigrationTurn turn = new MigrationTurn(session, KEYSPACE);

        assertThatThrownBy(() -> turn.run(() -> {
                    session.execute("UPDATE " + KEYSPACE + ".schema_turn SET holder = uuid() WHERE name = 'migration'"
                            + " IF EXISTS");
                    turn.renew();
                }))
                .isInstanceOf(UncheckedIOException.class);
    }

    /** The first request is carried out, and its answer is lost, as by a node that is too busy. */
    @Test
    void aTurnWhoseAnswerCameTooLateIsTaken() {
        schema(ONE).migrate(1);
        AtomicInteger asked = new AtomicInteger();
        CqlSession busy = (CqlSession) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {CqlSession.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(session, arguments);
                    if (asked.incrementAndGet() == 1) {
                        throw new DriverTimeoutException("the node is busy, as the test asked");
                    }
                    return answer;
                });
        AtomicInteger worked = new AtomicInteger();

        new MigrationTurn(busy, KEYSPACE).run(worked::incrementAndGet);

        assertThat(worked).hasValue(1);
        assertThat(asked).hasValue(3); // asked for twice, given back once
    }

    @Test
    void everyStepNamesItsKeyspaceByPlaceholder() {
        for (List<String> step : CassandraSchema.steps()) {
            assertThat(step).isNotEmpty().allMatch(statement -> statement.contains("{keyspace}."));
        }
    }

    @Test
    void theTablesOfAllStepsAreKnownInAdvanceAndMayBeMadeTwice() {
        assertThat(CassandraSchema.tables(1))
                .allMatch(statement -> statement.matches("(?s)CREATE (KEYSPACE|TABLE) IF NOT EXISTS postroom\\b.*"))
                .anyMatch(statement -> statement.startsWith("CREATE TABLE IF NOT EXISTS postroom.schema_turn "))
                .anyMatch(statement -> statement.startsWith("CREATE TABLE IF NOT EXISTS postroom.message "));
    }

    private CassandraSchema schema(List<List<String>> steps) {
        return new CassandraSchema(session, KEYSPACE, steps);
    }

    private List<String> tables() {
        List<String> tables = new ArrayList<>();
        session.execute(SimpleStatement.newInstance(
                        "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?", KEYSPACE))
                .forEach(row -> tables.add(row.getString("table_name")));
        return tables;
    }
}

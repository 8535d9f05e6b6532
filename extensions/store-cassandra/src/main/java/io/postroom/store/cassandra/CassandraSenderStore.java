package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.InboxId;
import io.postroom.core.message.MessageId;
import io.postroom.core.verify.Challenge;
import io.postroom.core.verify.KnownSender;
import io.postroom.core.verify.SenderAddress;
import io.postroom.core.verify.SenderStore;
import io.postroom.core.verify.VerifiedSender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What inboxes know of addresses, in table {@code known_sender}; those who are verified stand in {@code verified_sender} too, which is written before and
 * cut after, so that nobody is verified and in no list. Thread-safe.
 */
public final class CassandraSenderStore implements SenderStore {
    private static final int PARTS = 16;

    private final CassandraKeyspace keyspace;
    private final PreparedStatement find;
    private final PreparedStatement saveSought;
    private final PreparedStatement saveMet;
    private final PreparedStatement saveChallenge;
    private final PreparedStatement closeChallenge;
    private final PreparedStatement saveVerified;
    private final PreparedStatement saveListed;
    private final PreparedStatement withdraw;
    private final PreparedStatement deleteListed;
    private final PreparedStatement list;
    private final PreparedStatement firstOfPart;
    private final PreparedStatement deletePart;
    private final PreparedStatement deleteList;

    public CassandraSenderStore(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        String one = " WHERE inbox = ? AND part = ? AND address = ?";
        String update = "UPDATE {keyspace}.known_sender SET ";
        find = keyspace.prepare(
                "SELECT sought, met, verified_at, verified_way, challenge, challenge_at, challenge_about,"
                        + " challenge_sent FROM {keyspace}.known_sender" + one);
        saveSought = keyspace.prepare(update + "sought = ?" + one);
        saveMet = keyspace.prepare(update + "met = ?" + one);
        saveChallenge = keyspace.prepare(
                update + "challenge = ?, challenge_at = ?, challenge_about = ?, challenge_sent = ?" + one);
        String noChallenge = "challenge = null, challenge_at = null, challenge_about = null, challenge_sent = null";
        closeChallenge = keyspace.prepare(update + noChallenge + one);
        saveVerified = keyspace.prepare(update + "verified_at = ?, verified_way = ?" + one);
        saveListed = keyspace.prepare(
                "INSERT INTO {keyspace}.verified_sender (inbox, address, way, at) VALUES (?, ?, ?, ?)");
        withdraw = keyspace.prepare(
                update + "sought = null, verified_at = null, verified_way = null, met = ?, " + noChallenge + one);
        deleteListed = keyspace.prepare("DELETE FROM {keyspace}.verified_sender WHERE inbox = ? AND address = ?");
        list = keyspace.prepare(
                "SELECT address, way, at FROM {keyspace}.verified_sender" + " WHERE inbox = ? AND address > ? LIMIT ?");
        firstOfPart =
                keyspace.prepare("SELECT address FROM {keyspace}.known_sender WHERE inbox = ? AND part = ? LIMIT 1");
        deletePart = keyspace.prepare("DELETE FROM {keyspace}.known_sender WHERE inbox = ? AND part = ?");
        deleteList = keyspace.prepare("DELETE FROM {keyspace}.verified_sender WHERE inbox = ?");
    }

    private static int part(SenderAddress address) {
        return Math.floorMod(address.value().hashCode(), PARTS);
    }

    @Override
    public Optional<KnownSender> find(InboxId inbox, SenderAddress address) {
        return keyspace.one(find.bind(inbox.value(), part(address), address.value()))
                .map(row -> sender(inbox, address, row));
    }

    private static KnownSender sender(InboxId inbox, SenderAddress address, Row row) {
        return new KnownSender(
                inbox,
                address,
                Values.optionalInstant(row, "sought"),
                Values.optionalInstant(row, "met"),
                verified(inbox, address, row),
                challenge(row));
    }

    /** A way that another version wrote, and this one does not know, is none. */
    private static Optional<VerifiedSender> verified(InboxId inbox, SenderAddress address, Row row) {
        return Values.optionalInstant(row, "verified_at")
                .flatMap(at -> Values.optionalText(row, "verified_way")
                        .flatMap(VerifiedSender.Way::named)
                        .map(way -> new VerifiedSender(inbox, address, way, at)));
    }

    private static Optional<Challenge> challenge(Row row) {
        return Optional.ofNullable(row.getUuid("challenge"))
                .map(id -> new Challenge(
                        id,
                        Values.instant(row, "challenge_at"),
                        Objects.requireNonNull(row.getList("challenge_about", String.class)).stream()
                                .map(MessageId::new)
                                .toList(),
                        row.getBoolean("challenge_sent")));
    }

    @Override
    public void saveSought(InboxId inbox, Collection<SenderAddress> addresses, Instant at) {
        saveAt(saveSought, inbox, addresses, at);
    }

    @Override
    public void saveMet(InboxId inbox, Collection<SenderAddress> addresses, Instant at) {
        saveAt(saveMet, inbox, addresses, at);
    }

    private void saveAt(PreparedStatement statement, InboxId inbox, Collection<SenderAddress> addresses, Instant at) {
        keyspace.executeAll(addresses.stream()
                .map(address -> statement.bind(at, inbox.value(), part(address), address.value()))
                .toList());
    }

    @Override
    public void saveChallenge(InboxId inbox, SenderAddress address, Challenge challenge) {
        keyspace.execute(saveChallenge.bind(
                challenge.id(),
                challenge.latest(),
                challenge.about().stream().map(MessageId::value).toList(),
                challenge.sent(),
                inbox.value(),
                part(address),
                address.value()));
    }

    @Override
    public void closeChallenge(InboxId inbox, SenderAddress address) {
        keyspace.execute(closeChallenge.bind(inbox.value(), part(address), address.value()));
    }

    @Override
    public void saveVerified(VerifiedSender sender) {
        String inbox = sender.inbox().value();
        String address = sender.address().value();
        String way = sender.way().wireName();
        keyspace.execute(saveListed.bind(inbox, address, way, sender.at()));
        keyspace.execute(saveVerified.bind(sender.at(), way, inbox, part(sender.address()), address));
    }

    @Override
    public void withdraw(InboxId inbox, SenderAddress address, Instant met) {
        keyspace.execute(withdraw.bind(met, inbox.value(), part(address), address.value()));
        keyspace.execute(deleteListed.bind(inbox.value(), address.value()));
    }

    @Override
    public List<VerifiedSender> list(InboxId inbox, String after, int limit) {
        List<VerifiedSender> senders = new ArrayList<>();
        for (Row row : keyspace.rows(list.bind(inbox.value(), after, limit))) {
            SenderAddress address = new SenderAddress(Values.text(row, "address"));
            VerifiedSender.Way.named(Values.text(row, "way"))
                    .ifPresent(way -> senders.add(new VerifiedSender(inbox, address, way, Values.instant(row, "at"))));
        }
        return senders;
    }

    /** Touches nothing where there is nothing, as with most inboxes that go. */
    @Override
    public void deleteAll(InboxId inbox) {
        List<Integer> parts = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            parts.add(part);
        }
        List<List<Row>> first = keyspace.rowsOfEach(parts.stream()
                .map(part -> firstOfPart.bind(inbox.value(), part))
                .toList());
        keyspace.executeAll(parts.stream()
                .filter(part -> !first.get(part).isEmpty())
                .map(part -> deletePart.bind(inbox.value(), part))
                .toList());
        if (!list(inbox, "", 1).isEmpty()) {
            keyspace.execute(deleteList.bind(inbox.value()));
        }
    }
}

package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.secret.Digest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Columns of rows as our types; the first five are for columns that every existing row has. */
final class Values {
    private Values() {}

    static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    static Instant instant(Row row, String column) {
        return Objects.requireNonNull(row.getInstant(column), column);
    }

    static UUID uuid(Row row, String column) {
        return Objects.requireNonNull(row.getUuid(column), column);
    }

    static Digest digest(Row row, String column) {
        ByteBuffer octets =
                Objects.requireNonNull(row.getByteBuffer(column), column).duplicate();
        byte[] copy = new byte[octets.remaining()];
        octets.get(copy);
        return new Digest(HexFormat.of().formatHex(copy));
    }

    static ByteBuffer octets(Digest digest) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(digest.hex()));
    }

    /** Empty for a column that is not set, as for an empty set. */
    static Set<String> texts(Row row, String column) {
        Set<String> texts = row.getSet(column, String.class);
        return texts == null ? Set.of() : texts;
    }

    /** Nulls that leave no tombstones, for rows that are new. */
    static BoundStatement withoutNulls(BoundStatement statement) {
        BoundStatement result = statement;
        for (int i = 0; i < statement.size(); i++) {
            result = result.isNull(i) ? result.unset(i) : result;
        }
        return result;
    }

    static Optional<String> optionalText(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }

    static Optional<Instant> optionalInstant(Row row, String column) {
        return Optional.ofNullable(row.getInstant(column));
    }
}

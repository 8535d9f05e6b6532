package io.postroom.store.cassandra;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts by unit as octets: for each unit how far it is from the one before, and its count, both in groups of seven bits, the lowest first,
 * with the eighth bit set on all but the last.
 */
final class UnitCounts {
    private static final int BITS = 7;
    private static final int MORE = 0x80;

    private UnitCounts() {}

    static ByteBuffer write(SortedMap<Integer, Integer> counts) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int last = 0;
        for (var entry : counts.entrySet()) {
            write(octets, entry.getKey() - last);
            write(octets, entry.getValue());
            last = entry.getKey();
        }
        return ByteBuffer.wrap(octets.toByteArray());
    }

    private static void write(ByteArrayOutputStream octets, int number) {
        int rest = number;
        while (rest >= MORE) {
            octets.write(rest % MORE | MORE);
            rest >>= BITS;
        }
        octets.write(rest);
    }

    static SortedMap<Integer, Integer> read(ByteBuffer column) {
        ByteBuffer octets = column.duplicate();
        SortedMap<Integer, Integer> counts = new TreeMap<>();
        int unit = 0;
        while (octets.hasRemaining()) {
            unit += number(octets);
            counts.put(unit, number(octets));
        }
        return counts;
    }

    private static int number(ByteBuffer octets) {
        int number = 0;
        int shift = 0;
        int octet = octets.get();
        while (octet < 0) { // the highest bit is the sign
            number |= (octet & (MORE - 1)) << shift;
            shift += BITS;
            octet = octets.get();
        }
        return number | octet << shift;
    }
}

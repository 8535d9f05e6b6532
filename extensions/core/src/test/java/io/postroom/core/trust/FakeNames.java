package io.postroom.core.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** DNS in maps. Not thread-safe. */
public final class FakeNames implements NameService {
    private final Map<String, List<String>> texts = new HashMap<>();
    private final Map<String, List<InetAddress>> addresses = new HashMap<>();
    private final Map<String, List<String>> mailHosts = new HashMap<>();
    private final Map<InetAddress, List<String>> hostNames = new HashMap<>();
    private final Set<String> away = new HashSet<>();
    private int questions;

    public void text(String name, String text) {
        texts.computeIfAbsent(key(name), key -> new ArrayList<>()).add(text);
    }

    public void address(String name, String address) {
        addresses.computeIfAbsent(key(name), key -> new ArrayList<>()).add(parse(address));
    }

    public void mailHost(String name, String host) {
        mailHosts.computeIfAbsent(key(name), key -> new ArrayList<>()).add(host);
    }

    public void hostName(String address, String name) {
        hostNames.computeIfAbsent(parse(address), key -> new ArrayList<>()).add(name);
    }

    /** Whatever is asked about this name is not answered. */
    public void away(String name) {
        away.add(key(name));
    }

    /** How many questions there were. */
    public int questions() {
        return questions;
    }

    public static InetAddress parse(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private <K, V> List<V> find(Map<K, List<V>> records, K key) {
        questions++;
        if (away.contains(key.toString())) {
            throw new UncheckedIOException(new IOException("away"));
        }
        return List.copyOf(records.getOrDefault(key, List.of()));
    }

    @Override
    public List<String> texts(String name) {
        return find(texts, key(name));
    }

    @Override
    public List<InetAddress> addresses(String name, Family family) {
        int octets = family == Family.IP4 ? 4 : 16;
        return find(addresses, key(name)).stream()
                .filter(address -> address.getAddress().length == octets)
                .toList();
    }

    @Override
    public List<String> mailHosts(String name) {
        return find(mailHosts, key(name));
    }

    @Override
    public List<String> hostNames(InetAddress address) {
        return find(hostNames, address);
    }
}

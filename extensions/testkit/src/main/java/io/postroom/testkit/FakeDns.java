package io.postroom.testkit;

import io.postroom.core.domain.DnsAnswers;
import io.postroom.core.domain.Domain;
import io.postroom.core.domain.VerificationRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** DNS in maps. Thread-safe. */
public final class FakeDns implements DnsAnswers {
    private final Map<String, List<String>> texts = new ConcurrentHashMap<>();
    private final Map<String, List<String>> hosts = new ConcurrentHashMap<>();
    private final Outage outage = new Outage();

    /** Lets calls fail as if no server answered. */
    public Outage outage() {
        return outage;
    }

    /** Adds a TXT record. */
    public void text(String name, String text) {
        add(texts, name, text);
    }

    /** Adds an MX record. */
    public void mailHost(String name, String host) {
        add(hosts, name, host);
    }

    /** Adds every record that {@code domain} wants. */
    public void publish(Domain domain) {
        domain.records().forEach(this::publish);
    }

    public void publish(VerificationRecord record) {
        add(record.purpose().isMailExchange() ? hosts : texts, record.name(), record.value());
    }

    /** Removes all records of this name. */
    public void clear(String name) {
        texts.remove(name);
        hosts.remove(name);
    }

    private static void add(Map<String, List<String>> records, String name, String value) {
        records.compute(name, (key, known) -> {
            List<String> all = known == null ? new ArrayList<>() : new ArrayList<>(known);
            all.add(value);
            return List.copyOf(all);
        });
    }

    @Override
    public List<String> texts(String name) {
        outage.check();
        return texts.getOrDefault(name, List.of());
    }

    @Override
    public List<String> mailHosts(String name) {
        outage.check();
        return hosts.getOrDefault(name, List.of());
    }
}

package io.postroom.testkit;

import io.postroom.core.scan.Scan;
import io.postroom.core.scan.ScannedMail;
import io.postroom.core.scan.Scanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A scanner that finds every mail with a certain text in it, and fails when it is told to. Thread-safe. */
public final class ScriptedScanner implements Scanner {
    private final String text;
    private final List<ScannedMail> asked = new CopyOnWriteArrayList<>();
    private volatile Optional<String> trouble = Optional.empty();

    /** @param text of mail that it finds */
    public ScriptedScanner(String text) {
        this.text = text;
    }

    /** Answers no more, or again. */
    public void setTrouble(Optional<String> why) {
        trouble = why;
    }

    /** The mails it was asked about, in order. */
    public List<ScannedMail> asked() {
        return List.copyOf(asked);
    }

    @Override
    public String address() {
        return "scripted";
    }

    @Override
    public Scan scan(ScannedMail mail) throws IOException {
        asked.add(mail);
        if (trouble.isPresent()) {
            throw new IOException(trouble.get());
        }
        try (InputStream in = mail.raw().open()) {
            String octets = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return octets.contains(text) ? new Scan.Found(text) : new Scan.Clean();
        }
    }
}

package io.postroom.james.setting;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The keys of {@code postroom.properties} with the values that hold in this process.
 *
 * <p>The defaults are that same file, compiled in. A key it does not have is refused rather than ignored: a misspelt key
 * would otherwise be found out when it matters. Immutable.
 */
public final class Settings {
    private static final String DEFAULTS = "postroom.properties";

    private static final String VERIFICATION_VARIABLE = "SENDER_VERIFICATION_ENABLED";

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The values a fresh installation has. */
    public static Settings defaults() {
        try (InputStream in = Settings.class.getResourceAsStream(DEFAULTS)) {
            if (in == null) {
                throw new IllegalStateException(DEFAULTS + " is missing beside " + Settings.class.getName());
            }
            return new Settings(parse(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * These values, overridden by those of {@code file}.
     *
     * @throws InvalidSettingException if the file has a key that does not exist
     * @throws UncheckedIOException if it cannot be read
     */
    public Settings with(Path file) {
        try (Reader in = Files.newBufferedReader(file)) {
            return with(parse(in), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * These values, overridden by {@code overrides}.
     *
     * @param source where they were written, for the sentence of a refusal
     * @throws InvalidSettingException if one of the keys does not exist
     */
    public Settings with(Map<String, String> overrides, String source) {
        Map<String, String> merged = new TreeMap<>(values);
        overrides.forEach((key, value) -> {
            if (!values.containsKey(key)) {
                throw new InvalidSettingException("There is no setting named '" + key + "' (" + source + ").");
            }
            merged.put(key, value);
        });
        return new Settings(merged);
    }

    /**
     * These values, overridden by those environment variables that clients of other servers know: {@code SENDER_VERIFICATION_ENABLED} is
     * {@code trust.verification.enabled}.
     *
     * @throws InvalidSettingException if one of them is neither {@code 0} nor {@code 1}, {@code true} nor {@code false}
     */
    public Settings withEnvironment(Map<String, String> environment) {
        String value = environment.getOrDefault(VERIFICATION_VARIABLE, "").strip();
        if (value.isEmpty()) {
            return this;
        }
        String enabled = switch (value.toLowerCase(Locale.ROOT)) {
            case "0", "false" -> "false";
            case "1", "true" -> "true";
            default -> throw wrong(VERIFICATION_VARIABLE, value, "0 or 1");
        };
        return with(Map.of("trust.verification.enabled", enabled), VERIFICATION_VARIABLE);
    }

    /** Every key with its value, in no particular order. */
    public Map<String, String> all() {
        return values;
    }

    /** The value of {@code key}, possibly empty. */
    public String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no setting named " + key);
        }
        return value;
    }

    /** The value of {@code key} as a whole number. */
    public int integer(String key) {
        String value = text(key);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw wrong(key, value, "a whole number");
        }
    }

    /** The value of {@code key}, which must be {@code true} or {@code false}. */
    public boolean bool(String key) {
        String value = text(key);
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key, value, "true or false");
        };
    }

    /** The value of {@code key} as a duration, written as in {@code 15s}. */
    public Duration duration(String key) {
        String value = text(key);
        return Quantities.duration(value).orElseThrow(() -> wrong(key, value, "a duration such as 15s or 2h"));
    }

    /** The value of {@code key} as a size in octets, written as in {@code 25MiB}. */
    public long octets(String key) {
        String value = text(key);
        return Quantities.octets(value).orElseThrow(() -> wrong(key, value, "a size such as 64KiB or 25MiB"));
    }

    private static InvalidSettingException wrong(String key, String value, String expected) {
        return new InvalidSettingException("The setting " + key + " is '" + value + "', but must be " + expected + ".");
    }

    private static Map<String, String> parse(Reader in) throws IOException {
        Properties properties = new Properties();
        properties.load(in);
        Map<String, String> map = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> map.put(key, properties.getProperty(key).strip()));
        return map;
    }
}

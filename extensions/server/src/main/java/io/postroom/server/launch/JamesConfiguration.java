package io.postroom.server.launch;

import org.apache.james.filesystem.api.JamesDirectoriesProvider;
import org.apache.james.server.core.JamesServerResourceLoader;
import org.apache.james.server.core.configuration.Configuration;

/**
 * Tells James to read its files from the installation and to write into the data directory.
 *
 * @param conf the directory of the files
 * @param data what James writes into
 */
record JamesConfiguration(String conf, JamesDirectoriesProvider data) implements Configuration {
    static JamesConfiguration of(Installation installation, DataDirectory data) {
        // James reads an absolute path from three slashes, and takes the prefix as it is
        return new JamesConfiguration(
                "file://" + installation.conf() + "/",
                new JamesServerResourceLoader(data.root().toString()));
    }

    @Override
    public ConfigurationPath configurationPath() {
        return new ConfigurationPath(conf);
    }

    @Override
    public JamesDirectoriesProvider directories() {
        return data;
    }
}

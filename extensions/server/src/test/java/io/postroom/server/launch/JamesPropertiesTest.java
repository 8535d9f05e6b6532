package io.postroom.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.james.setting.Settings;
import io.postroom.server.profile.Profile;
import io.postroom.server.smtp.AuthAccess;
import io.postroom.server.smtp.PeerRates;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.james.smtpserver.DataLineJamesMessageHookHandler;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JamesPropertiesTest {
    private static final String SWITCH = "james.prevent.smtp.smuggling";

    @Test
    void leaveNobodyTheChoiceToLetSmugglersIn() {
        String before = System.setProperty(SWITCH, "false");
        try {
            Settings settings = Settings.defaults();
            JamesProperties.publish(
                    settings,
                    Ports.of(settings, 0),
                    Profile.SANDBOX,
                    new JmapKeystore("file://var/none", "none"),
                    Optional.empty());

            assertThat(System.getProperty(SWITCH)).isEqualTo("true");
            assertThat(DataLineJamesMessageHookHandler.DETECT_SMTP_SMUGGLING).isTrue();
        } finally {
            System.setProperty(SWITCH, before == null ? "true" : before);
        }
    }

    @Test
    void everySmtpServerAsksOursFirst() throws Exception {
        NodeList servers = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(java.nio.file.Path.of("..", "..", "conf", "smtpserver.xml")
                        .toFile())
                .getElementsByTagName("smtpserver");

        assertThat(servers.getLength()).isEqualTo(3);
        for (int i = 0; i < servers.getLength(); i++) {
            NodeList handlers = ((Element) servers.item(i)).getElementsByTagName("handler");
            List<String> first = List.of(
                    ((Element) handlers.item(0)).getAttribute("class"),
                    ((Element) handlers.item(1)).getAttribute("class"));
            assertThat(first).containsExactly(AuthAccess.class.getName(), PeerRates.class.getName());
        }
    }
}

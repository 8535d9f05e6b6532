package io.postroom.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RawPathTest {
    private final RawPath path = new RawPath("/v0/inboxes/a%40b.test/messages/%3Cm1+x/y%40b.test%3E/raw");

    @Test
    void decodesASegmentAndLeavesAPlus() {
        assertThat(path.segment(2)).isEqualTo("a@b.test");
        assertThat(new RawPath("/a+b%2Fc").segment(0)).isEqualTo("a+b/c");
    }

    @Test
    void hasEmptySegmentsAfterItsEnd() {
        assertThat(path.segment(20)).isEmpty();
        assertThat(path.rest(20)).isEmpty();
    }

    @Test
    void keepsWhatFollowsAsItCame() {
        assertThat(path.rest(4)).isEqualTo("%3Cm1+x/y%40b.test%3E/raw");
    }

    @Test
    void leavesAPercentSignThatEncodesNothing() {
        assertThat(RawPath.decode("100%")).isEqualTo("100%");
        assertThat(RawPath.decode("%zz%4")).isEqualTo("%zz%4");
    }

    @Test
    void decodesOctetsAsUtf8() {
        assertThat(RawPath.decode("gr%C3%BC%C3%9Fe")).isEqualTo("grüße");
        assertThat(RawPath.decode("%FF")).isEqualTo("\uFFFD");
    }
}

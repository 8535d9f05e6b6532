/** The steps a message takes inside the mailet container, in the order of {@code conf/mailetcontainer.xml}. */
@NullMarked
package io.postroom.mailets;

import org.jspecify.annotations.NullMarked;

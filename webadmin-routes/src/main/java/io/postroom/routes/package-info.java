/** Everything a client says to us over HTTP: one package per dialect of REST. */
@NullMarked
package io.postroom.routes;

import org.jspecify.annotations.NullMarked;

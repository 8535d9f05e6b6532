package io.postroom.core.send;

/** A message to be sent; to forward one, what goes on top of it. */
public record SendMessage(Addressees addressees, Content content) {}

package io.postroom.core.domain;

/** What DNS has of a record that is wanted; the constants' names are the API's words. */
public enum RecordStatus {
    MISSING,
    INVALID,
    VALID
}

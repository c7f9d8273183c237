package dev.tamga.idp.unbinding;

/** What was bound when a request was filed: the request is about this key and no later one. */
record Bound(String subjectId, String keyId) {}

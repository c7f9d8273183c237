package dev.tamga.idp.unbinding;

import dev.tamga.idp.upload.UploadFolder;

/** A file of a request, as it lies in the upload folder. */
record Attached(Purpose purpose, UploadFolder.Stored file) {}

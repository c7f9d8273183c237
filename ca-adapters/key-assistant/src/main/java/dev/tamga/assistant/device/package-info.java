/**
 * What the assistant knows of keys, whatever holds them: a {@link dev.tamga.assistant.device.KeyDevice} lists
 * {@link dev.tamga.assistant.device.DeviceKey}s, and a key signs a challenge for a PIN. Software keys implement it now,
 * PKCS#11 and SKF (GM/T 0016) keys will. Nothing here knows HTTP or windows.
 */
package dev.tamga.assistant.device;

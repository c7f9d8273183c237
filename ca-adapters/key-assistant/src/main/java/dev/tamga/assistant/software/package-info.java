/**
 * Software keys: a folder of PKCS#12 files, each beside the public things that a hardware key shows without its PIN.
 *
 * <pre>
 * name.p12          private keys and certificates, under the PIN; entries "signing" and, for dual keys, "encryption"
 * name.pem          the signing certificate, then the encryption certificate: a PKCS#12 hides its own behind the PIN
 * name.properties   label, medium-number, seal.1.name, seal.1.kind, seal.1.image (UTF-8; may be missing)
 * name.tries        one digit: wrong PINs still forgiven
 * </pre>
 *
 * A copied PKCS#12 can be attacked without the retry counter: software keys are for the demo, tests and monitoring.
 */
package dev.tamga.assistant.software;

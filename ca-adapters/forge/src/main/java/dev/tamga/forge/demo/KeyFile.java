package dev.tamga.forge.demo;

import java.io.IOException;
import java.util.List;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

import dev.tamga.forge.BouncyCastle;
import dev.tamga.forge.ForgedCertificate;

/**
 * A key's PKCS#12 file: aliases {@code signing} and {@code encryption}. Only the private keys are encrypted, with
 * few iterations: the demo opens it for each signature. The whole is under a MAC, so a wrong PIN fails at once.
 */
final class KeyFile {
    private final char[] pin;
    private final PKCS12PfxPduBuilder file = new PKCS12PfxPduBuilder();

    private KeyFile(char[] pin) {
        this.pin = pin;
    }

    static byte[] encode(char[] pin, ForgedCertificate signing, ForgedCertificate encryption) throws IOException {
        try {
            KeyFile file = new KeyFile(pin);
            file.add("signing", signing);
            file.add("encryption", encryption);
            file.addIssuers(signing);
            return file.file
                    .build(
                            new JcePKCS12MacCalculatorBuilder(NISTObjectIdentifiers.id_sha256)
                                    .setProvider(BouncyCastle.PROVIDER),
                            pin)
                    .getEncoded(ASN1Encoding.DL);
        } catch (PKCSException | OperatorCreationException e) {
            throw new IOException("PKCS#12: " + e.getMessage(), e);
        }
    }

    private void add(String alias, ForgedCertificate certificate) throws IOException, OperatorCreationException {
        // The same id joins the key to its certificate.
        DEROctetString id = new DEROctetString(certificate.serial().toByteArray());
        PKCS12SafeBagBuilder key = new JcaPKCS12SafeBagBuilder(certificate.key().privateKey(), encryptor());
        file.addData(attributed(key, alias, id));
        file.addData(attributed(bag(certificate), alias, id));
    }

    private void addIssuers(ForgedCertificate leaf) throws IOException {
        List<ForgedCertificate> chain = leaf.chain();
        for (ForgedCertificate issuer : chain.subList(1, chain.size())) {
            file.addData(bag(issuer).build());
        }
    }

    private static PKCS12SafeBagBuilder bag(ForgedCertificate certificate) throws IOException {
        return new PKCS12SafeBagBuilder(new X509CertificateHolder(certificate.encoded()));
    }

    private static PKCS12SafeBag attributed(PKCS12SafeBagBuilder bag, String alias, DEROctetString id) {
        return bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString(alias))
                .addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, id)
                .build();
    }

    private OutputEncryptor encryptor() throws OperatorCreationException {
        return new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                .setProvider(BouncyCastle.PROVIDER)
                .setIterationCount(2048)
                .build(pin);
    }
}

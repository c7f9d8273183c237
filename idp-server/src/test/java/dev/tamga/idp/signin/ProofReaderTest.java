package dev.tamga.idp.signin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tamga.ca.SignInProof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

final class ProofReaderTest {

    @Test
    void whatIsWrittenIsReadAgain() {
        SignInProof proof = new SignInProof(new byte[] {0x30, 1}, "TAMGA-1 …", new byte[] {7});

        SignInProof read = ProofReader.read(ProofReader.write(proof));

        assertThat(read.certificate()).isEqualTo(proof.certificate());
        assertThat(read.text()).isEqualTo(proof.text());
        assertThat(read.signature()).isEqualTo(proof.signature());
    }

    @Test
    void whatIsNotBase64BecomesNoBytes() {
        SignInProof read = ProofReader.read("{\"certificate\":\"%%%\",\"text\":\"t\",\"signature\":\"!\"}");

        assertThat(read.certificate()).isEmpty();
        assertThat(read.signature()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "null", "[]", "\"\"", "1", "{", "{}",
        "{\"certificate\":\"MA==\",\"text\":\"t\"}",
        "{\"certificate\":null,\"text\":\"t\",\"signature\":\"MA==\"}",
        "{\"certificate\":\"MA==\",\"text\":5,\"signature\":\"MA==\"}",
        "{\"certificate\":{\"a\":1},\"text\":\"t\",\"signature\":\"MA==\"}",
        "{\"certificate\":\"MA==\",\"text\":\"t\",\"signature\":\"MA==\",\"more\":1}",
        "{\"certificate\":\"MA==\",\"text\":\"t\",\"text\":\"u\",\"signature\":\"MA==\"}",
        "{\"certificate\":\"MA==\",\"text\":\"t\",\"signature\":\"MA==\"} {}",
        "{\"certificate\":\"MA==\",\"text\":\"t\",\"signature\":\"MA==\"}x"
    })
    void anythingButTheThreeMembersIsMalformed(String json) {
        assertThatExceptionOfType(MalformedProof.class)
                .isThrownBy(() -> ProofReader.read(json))
                .satisfies(fault -> assertThat(fault.getStatusCode().value()).isEqualTo(400));
    }

    @Test
    void deepNestingIsMalformedAndNotAFault() {
        assertThatExceptionOfType(MalformedProof.class)
                .isThrownBy(() -> ProofReader.read("[".repeat(100_000)));
    }
}

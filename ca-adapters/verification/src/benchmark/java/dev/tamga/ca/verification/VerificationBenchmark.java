package dev.tamga.ca.verification;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import dev.tamga.ca.SignInProof;
import dev.tamga.ca.Verification;
import dev.tamga.ca.chain.CertificateReader;
import dev.tamga.ca.chain.LeafKey;
import dev.tamga.ca.chain.Suite;
import dev.tamga.ca.revocation.RevocationChecker;
import dev.tamga.ca.sm2.Sm2Signature;

/**
 * One sign-in, verified completely, on one thread; and beside it the check of its signature alone. Where many calls are
 * made, what counts is the thread's processor time for one: a neighbour on the machine does not change it.
 */
@State(Scope.Benchmark)
@Fork(1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class VerificationBenchmark {
    // More than any cache of points holds, so that a holder's key is fresh each time.
    private static final int STRANGERS = 2200;
    private static final int COMPILED_AFTER = 25_000;

    @Param({"SM2", "RSA"})
    public String algorithm;

    private BenchmarkTree tree;
    private CaDirectory directory;
    private RevocationChecker revocation;
    private SignInProof proof;
    private LeafKey key;
    private byte[] text;
    private CertificateVerifier warm;
    private CertificateVerifier forgetful;

    @Setup
    public void forge() throws Exception {
        tree = new BenchmarkTree(algorithm);
        directory = tree.open();
        revocation = tree.revocation();
        proof = tree.proof();
        key = CertificateReader.read(proof.certificate()).view().key();
        text = proof.text().getBytes(StandardCharsets.US_ASCII);
        warm = tree.verifier(directory, revocation, new KnownSigners());
        forgetful = tree.verifier(directory, revocation, new KnownSigners(0));
        // By number and not by time: on a busy machine the compiler may not get to it in a few seconds.
        for (int i = 0; i < COMPILED_AFTER; i++) {
            verified(warm.verify(proof, BenchmarkTree.CHALLENGE));
        }
    }

    /** What the library needs for the signature over the challenge alone, the key read before. */
    @Benchmark
    public boolean a_signatureAlone(ProcessorTime time) {
        time.operations++;
        return key instanceof LeafKey.Sm2 sm2
                ? sm2.key().verifies(text, Sm2Signature.plain(proof.signature()).orElseThrow())
                : Suite.RSA_SHA256.verifies(key, text, proof.signature());
    }

    /** A holder who was here before: certificate, path and CRL are remembered. */
    @Benchmark
    public Verification b_everythingRemembered(ProcessorTime time) {
        time.operations++;
        return verified(warm.verify(proof, BenchmarkTree.CHALLENGE));
    }

    /** A holder who was never here: CA certificates and CRL are remembered. */
    @Benchmark
    public Verification c_newHolder(Strangers state, ProcessorTime time) {
        time.operations++;
        return verified(forgetful.verify(state.next(), BenchmarkTree.CHALLENGE));
    }

    /** The same with a CRL that has to be fetched (from memory), verified and read first. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 100)
    @Measurement(iterations = 50)
    public Verification d_newCrl(Forgotten state) {
        return verified(state.cachedChain.verify(proof, BenchmarkTree.CHALLENGE));
    }

    /** The first sign-in after a start: nothing is remembered. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 100)
    @Measurement(iterations = 50)
    public Verification e_cold(Forgotten state) {
        return verified(state.cold.verify(proof, BenchmarkTree.CHALLENGE));
    }

    private static Verification verified(Verification verification) {
        if (verification instanceof Verification.Rejected rejected) {
            throw new IllegalStateException(rejected.toString());
        }
        return verification;
    }

    /** The measuring thread's processor time in one iteration. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class ProcessorTime {
        public long nanos;
        public long operations;
        private long began;

        @Setup(Level.Iteration)
        public void begin() {
            began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }

        @TearDown(Level.Iteration)
        public void end() {
            nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
        }
    }

    /** Holders in turn. */
    @State(Scope.Benchmark)
    public static class Strangers {
        private List<SignInProof> proofs;
        private int at;

        @Setup
        public void forge(VerificationBenchmark benchmark) {
            proofs = benchmark.tree.proofs(STRANGERS);
        }

        SignInProof next() {
            at = (at + 1) % proofs.size();
            return proofs.get(at);
        }
    }

    /** Verifiers that know nothing, made outside of the measurement. */
    @State(Scope.Benchmark)
    public static class Forgotten {
        private CertificateVerifier cachedChain;
        private CertificateVerifier cold;

        @Setup(Level.Invocation)
        public void forget(VerificationBenchmark benchmark) throws IOException {
            BenchmarkTree tree = benchmark.tree;
            cachedChain = tree.verifier(benchmark.directory, new KnownSigners());
            cold = tree.verifier(tree.open(), new KnownSigners());
        }
    }
}

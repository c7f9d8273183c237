package dev.tamga.idp.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.tamga.ca.adapter.ConfigurationFault;
import dev.tamga.ca.explain.AnchoredExplainer;
import dev.tamga.ca.explain.CertificateFolder;
import dev.tamga.ca.explain.ConfiguredExplainer;
import dev.tamga.ca.explain.Explainer;
import dev.tamga.ca.explain.Explanation;
import dev.tamga.ca.explain.RevocationLook;
import dev.tamga.ca.fetch.HttpFetcher;
import dev.tamga.ca.revocation.CrlFolder;
import dev.tamga.ca.revocation.RevocationChecker;
import dev.tamga.ca.verification.CaDirectory;

/** {@code ca check}: explains each file, in order, and counts the refused. */
final class CaCheck {
    private final PrintStream out;
    private final PrintStream err;

    CaCheck(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(CheckArguments arguments) throws Usage {
        Explainer explainer = explainer(arguments);
        int status = Commands.DONE;
        for (Path file : arguments.files()) {
            Explanation explanation = explainer.explain(file);
            out.println(arguments.isJson() ? JsonLine.of(file, explanation) : ReadableText.of(file, explanation));
            if (!explanation.isAccepted()) {
                status = Commands.REFUSED;
            }
        }
        out.flush();
        return status;
    }

    private Explainer explainer(CheckArguments arguments) throws Usage {
        Optional<RevocationLook> crls = crls(arguments.crls());
        if (arguments.anchors().isEmpty()) {
            CaDirectory directory = directory(arguments.conf().orElseThrow());
            RevocationLook look = crls.orElseGet(() -> arguments.asksNetwork() ? asking(directory) : RevocationLook.NONE);
            return new ConfiguredExplainer(directory, look, arguments.at());
        }
        CertificateFolder anchors = folder(arguments.anchors());
        if (anchors.certificates().isEmpty()) {
            throw new Usage(arguments.anchors().get() + ": no certificate could be read; expected at least one anchor");
        }
        return new AnchoredExplainer(
                anchors.certificates(),
                folder(arguments.intermediates()).certificates(),
                crls.orElse(RevocationLook.NONE),
                arguments.at());
    }

    private static RevocationLook asking(CaDirectory directory) {
        return RevocationLook.asking(new RevocationChecker(new HttpFetcher(directory.hosts())));
    }

    private Optional<RevocationLook> crls(Optional<Path> folder) throws Usage {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try {
            CrlFolder crls = CrlFolder.open(folder.get());
            report(crls.faults());
            return Optional.of(RevocationLook.in(crls));
        } catch (IOException e) {
            throw new Usage(folder.get() + ": the folder cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static CaDirectory directory(Path conf) throws Usage {
        try {
            return CaDirectory.open(conf);
        } catch (ConfigurationFault e) {
            throw new Usage(e.getMessage());
        }
    }

    private CertificateFolder folder(Optional<Path> folder) throws Usage {
        if (folder.isEmpty()) {
            return CertificateFolder.EMPTY;
        }
        try {
            CertificateFolder found = CertificateFolder.open(folder.get());
            report(found.faults());
            return found;
        } catch (IOException e) {
            throw new Usage(folder.get() + ": the folder cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private void report(List<String> faults) {
        faults.forEach(fault -> err.println("skipped: " + fault));
    }
}

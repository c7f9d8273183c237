package dev.tamga.idp.wiring;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import org.jdbi.v3.core.Jdbi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

import dev.tamga.ca.fetch.HttpFetcher;
import dev.tamga.ca.revocation.CrlSource;
import dev.tamga.ca.revocation.RevocationChecker;
import dev.tamga.ca.verification.CaDirectory;
import dev.tamga.ca.verification.CertificateVerifier;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.authorization.AuthorizationRequests;
import dev.tamga.idp.binding.BindingPages;
import dev.tamga.idp.binding.Bindings;
import dev.tamga.idp.binding.CaRules;
import dev.tamga.idp.binding.DemoDesk;
import dev.tamga.idp.binding.EnterpriseBinding;
import dev.tamga.idp.binding.IdentityHash;
import dev.tamga.idp.binding.PersonBinding;
import dev.tamga.idp.binding.PlatformChoices;
import dev.tamga.idp.binding.Registration;
import dev.tamga.idp.binding.Renewals;
import dev.tamga.idp.binding.Subjects;
import dev.tamga.idp.limit.KeyFailures;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.replay.SpentJti;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.secret.MasterKey;
import dev.tamga.idp.session.BrowserCookie;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signin.AssistantOrigin;
import dev.tamga.idp.signin.CaContacts;
import dev.tamga.idp.signin.CertificatePage;
import dev.tamga.idp.signin.CertificateSignIn;
import dev.tamga.idp.signin.Challenges;
import dev.tamga.idp.signin.DemoForm;
import dev.tamga.idp.signin.DemoKeys;
import dev.tamga.idp.signin.PendingRequests;
import dev.tamga.idp.signin.Proofs;
import dev.tamga.idp.signin.RefusalPage;
import dev.tamga.idp.signin.SignInPages;
import dev.tamga.idp.signout.SignOut;
import dev.tamga.idp.trust.RevocationMeters;
import dev.tamga.idp.web.Issuer;

/** CAs, sign-in and binding. */
@Configuration(proxyBeanMethods = false)
class SignInWiring {

    @Bean
    CaDirectory caDirectory(TamgaSettings settings, Environment environment) {
        TamgaSettings.Ca ca = settings.ca();
        if (ca.demoDirectory() == null) {
            return CaDirectory.open(ca.directory());
        }
        if (!environment.acceptsProfiles(Profiles.of("demo | conformance"))) {
            throw new IllegalArgumentException(
                    "tamga.ca.demo-directory is set; demo anchors are accepted in the demo profile alone");
        }
        return CaDirectory.openDemo(ca.directory(), ca.demoDirectory(), ca.demoHost());
    }

    @Bean
    CrlSource crlSource(CaDirectory directory, TamgaSettings settings, Clock clock) {
        // Kept beside the database: a restart during a CA's outage finds what was fetched before it.
        CrlSource crls = new CrlSource(new HttpFetcher(directory.hosts()), settings.crlDirectory());
        crls.start(clock);
        return crls;
    }

    @Bean
    CertificateVerifier certificateVerifier(
            CaDirectory directory, CrlSource crls, MeterRegistry meters, Clock clock) {
        RevocationChecker revocation =
                new RevocationChecker(new HttpFetcher(directory.hosts()), crls, new RevocationMeters(meters));
        return new CertificateVerifier(directory, revocation, clock);
    }

    @Bean
    CaContacts caContacts(CaDirectory directory) {
        return (ca, locale) -> directory.find(ca).map(entry -> new CaContacts.CaContact(
                entry.name(locale.getLanguage().equals("en") ? "en" : "zh-CN"), entry.service().lines(),
                entry.service().site().orElse(null), entry.service().renewal().orElse(null)));
    }

    @Bean
    AssistantOrigin assistantOrigin(TamgaSettings settings) {
        return new AssistantOrigin(settings.assistant().origin().toString());
    }

    @Bean
    Challenges challenges(Challenges.Secrets secrets, SpentJti spent, Issuer issuer, Challenges.Moment moment) {
        return new Challenges(secrets, spent, issuer, moment);
    }

    @Bean
    Challenges.Secrets challengeSecrets(MasterKey master, SecureRandom random) {
        return new Challenges.Secrets(master, random);
    }

    @Bean
    Challenges.Moment challengeMoment(Clock clock, TamgaSettings settings) {
        return new Challenges.Moment(clock, settings.lifetime().challenge());
    }

    @Bean
    Proofs proofs(Challenges challenges, CertificateVerifier verifier) {
        return new Proofs(challenges, verifier::verify);
    }

    @Bean
    Subjects subjects(Jdbi jdbi) {
        return new Subjects(jdbi);
    }

    @Bean
    CertificateSignIn certificateSignIn(
            Proofs proofs, Renewals keys, CertificateSignIn.Writing writing, KeyFailures failures) {
        return new CertificateSignIn(proofs, keys, writing, failures);
    }

    @Bean
    CertificateSignIn.Writing signInWriting(Jdbi jdbi, SignInSessions sessions, SignOut signOut, Audit audit) {
        return new CertificateSignIn.Writing(jdbi, sessions, signOut, audit);
    }

    @Bean
    DemoForm demoForm(Challenges challenges, Optional<DemoKeys> keys) {
        return new DemoForm(challenges, keys);
    }

    @Bean
    PendingRequests pendingRequests(AuthorizationRequests requests, Platforms platforms, BrowserCookie browsers) {
        return new PendingRequests(requests, platforms, browsers);
    }

    @Bean
    RefusalPage refusalPage(CaContacts contacts, PendingRequests requests) {
        return new RefusalPage(contacts, requests);
    }

    @Bean
    SignInPages signInPages(
            PendingRequests requests, AssistantOrigin assistant, DemoForm demo, RefusalPage refusals) {
        return new SignInPages(requests, assistant, demo, refusals);
    }

    @Bean
    CertificatePage certificatePage(CaContacts contacts, Clock clock, TamgaSettings settings) {
        return new CertificatePage(contacts, clock, settings.timeZone());
    }

    @Bean
    BindingPages bindingPages(
            Platforms platforms, AssistantOrigin assistant, DemoDesk demo, RefusalPage refusals) {
        return new BindingPages(new PlatformChoices(platforms), assistant, demo, refusals);
    }

    @Bean
    Bindings bindings(
            CaDirectory directory, Platforms platforms, Proofs proofs, Registration registration,
            Bindings.Writing writing, IdentityHash hash) {
        return new Bindings(
                List.of(
                        new EnterpriseBinding(new PlatformChoices(platforms), CaRules.of(directory)),
                        new PersonBinding(hash)),
                proofs, registration, writing);
    }

    @Bean
    Bindings.Writing bindingWriting(Audit audit, KeyFailures failures) {
        return new Bindings.Writing(audit, failures);
    }

    @Bean
    Registration registration(Jdbi jdbi, Audit audit, Ids ids, Clock clock) {
        return new Registration(jdbi, audit, ids, clock);
    }
}

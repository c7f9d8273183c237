package dev.tamga.idp.wiring;

import java.math.BigInteger;
import java.time.Clock;

import org.jdbi.v3.core.Jdbi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.tamga.ca.revocation.CrlSource;
import dev.tamga.ca.verification.CaDirectory;
import dev.tamga.ca.verification.CaEntry;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.binding.Bindings;
import dev.tamga.idp.binding.CaRules;
import dev.tamga.idp.binding.DemoDesk;
import dev.tamga.idp.binding.IdentityHash;
import dev.tamga.idp.binding.KeyNotices;
import dev.tamga.idp.binding.KeyPages;
import dev.tamga.idp.binding.Keys;
import dev.tamga.idp.binding.Renames;
import dev.tamga.idp.binding.Renewals;
import dev.tamga.idp.binding.SecondaryKeyRules;
import dev.tamga.idp.binding.SecondaryKeys;
import dev.tamga.idp.binding.ShownKeys;
import dev.tamga.idp.binding.Subjects;
import dev.tamga.idp.binding.Succession;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.secret.MasterKey;
import dev.tamga.idp.session.BrowserCookie;
import dev.tamga.idp.signin.AssistantOrigin;
import dev.tamga.idp.signin.CaContacts;
import dev.tamga.idp.signin.DemoForm;
import dev.tamga.idp.signin.Proofs;
import dev.tamga.idp.signin.RefusalPage;
import dev.tamga.idp.signout.SignOut;

/** What becomes of bound keys: freezing, secondary keys, renewal. */
@Configuration(proxyBeanMethods = false)
class KeyWiring {

    @Bean
    Keys keys(Jdbi jdbi, Keys.Consequences consequences, Ids ids, Clock clock) {
        return new Keys(jdbi, consequences, ids, clock);
    }

    @Bean
    Keys.Consequences keyConsequences(SignOut signOut, Audit audit, KeyNotices notices) {
        return new Keys.Consequences(signOut, audit, notices);
    }

    @Bean
    IdentityHash identityHash(TamgaSettings settings) {
        return new IdentityHash(MasterKey.decode("TAMGA_IDENTITY_KEY", settings.identityKey()));
    }

    @Bean
    SecondaryKeys secondaryKeys(
            Proofs proofs, SecondaryKeyRules rules, SecondaryKeys.Bound bound, Bindings.Writing writing) {
        return new SecondaryKeys(proofs, rules, bound, writing);
    }

    @Bean
    SecondaryKeyRules secondaryKeyRules(CaDirectory directory, IdentityHash identities, Jdbi jdbi) {
        return new SecondaryKeyRules(CaRules.of(directory), identities, jdbi);
    }

    @Bean
    SecondaryKeys.Bound boundKeys(Subjects subjects, Keys keys) {
        return new SecondaryKeys.Bound(subjects, keys);
    }

    @Bean
    ShownKeys shownKeys(Subjects subjects, Audit audit, CaContacts contacts, ShownKeys.Here here) {
        return new ShownKeys(subjects, audit, contacts, here);
    }

    @Bean
    ShownKeys.Here shownKeysHere(Clock clock, TamgaSettings settings) {
        return new ShownKeys.Here(clock, settings.timeZone());
    }

    @Bean
    DemoDesk demoDesk(DemoForm demo, BrowserCookie browsers) {
        return new DemoDesk(demo, browsers);
    }

    @Bean
    KeyPages keyPages(ShownKeys keys, AssistantOrigin assistant, DemoDesk demo, RefusalPage refusals) {
        return new KeyPages(keys, assistant, demo, refusals);
    }

    @Bean
    KeyNotices keyNotices(Jdbi jdbi, Ids ids, Clock clock, TamgaSettings settings) {
        return new KeyNotices(jdbi, ids, clock, settings.timeZone());
    }

    @Bean
    Succession succession(Jdbi jdbi, Keys.Consequences consequences, Clock clock) {
        return new Succession(jdbi, consequences, clock);
    }

    @Bean
    Renewals renewals(Jdbi jdbi, Renewals.Knowledge knowledge, Succession succession, Clock clock) {
        return new Renewals(jdbi, knowledge, succession, clock);
    }

    @Bean
    Renewals.Knowledge renewalKnowledge(CaDirectory directory, CrlSource crls, IdentityHash identities) {
        return new Renewals.Knowledge(
                ca -> directory.find(ca).map(CaEntry::keyNumberIsPerKey).orElse(false),
                (ca, issuerKeyId, number) -> crls.reasons(ca, issuerKeyId, new BigInteger(number, 16)),
                identities);
    }

    @Bean
    Renames renames(Jdbi jdbi, Proofs proofs, Renames.Keys keys, Bindings.Writing writing, Clock clock) {
        return new Renames(jdbi, proofs, keys, writing, clock);
    }

    @Bean
    Renames.Keys renameKeys(Renewals renewals, Succession succession) {
        return new Renames.Keys(renewals, succession);
    }
}

package dev.tamga.idp.wiring;

import java.time.Clock;

import org.jdbi.v3.core.Jdbi;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.tamga.idp.account.EditPage;
import dev.tamga.idp.account.Editing;
import dev.tamga.idp.account.OverviewPage;
import dev.tamga.idp.account.OwnData;
import dev.tamga.idp.account.SignInList;
import dev.tamga.idp.account.SignOutEverywhere;
import dev.tamga.idp.account.Visitors;
import dev.tamga.idp.account.Words;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.audit.Trail;
import dev.tamga.idp.binding.OwnRecords;
import dev.tamga.idp.binding.Subjects;
import dev.tamga.idp.consent.Consents;
import dev.tamga.idp.grant.HeldGrants;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.platform.SubjectIdentifiers;
import dev.tamga.idp.session.HeldSessions;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.signin.CaContacts;
import dev.tamga.idp.signin.KeyNews;
import dev.tamga.idp.signout.SignOut;
import dev.tamga.idp.signout.SignedOutPage;
import dev.tamga.idp.unbinding.HeldRequests;
import dev.tamga.idp.web.DisplayTime;

/** 「主体信息」: a subject's own data. */
@Configuration(proxyBeanMethods = false)
class AccountWiring {

    @Bean
    DisplayTime displayTime(Clock clock, TamgaSettings settings) {
        return new DisplayTime(clock, settings.timeZone());
    }

    @Bean
    Visitors visitors(SignInSessions sessions) {
        return new Visitors(sessions);
    }

    @Bean
    Words accountWords(MessageSource messages, Platforms platforms, CaContacts cas) {
        return new Words(messages, platforms, cas);
    }

    @Bean
    OwnRecords ownRecords(Jdbi jdbi, Audit audit, Clock clock) {
        return new OwnRecords(jdbi, audit, clock);
    }

    @Bean
    OverviewPage overviewPage(Subjects subjects, Words words, DisplayTime times, KeyNews news) {
        return new OverviewPage(subjects, words, times, news);
    }

    @Bean
    Editing editing(Subjects subjects, OwnRecords records) {
        return new Editing(subjects, records);
    }

    @Bean
    EditPage editPage(Words words, DisplayTime times) {
        return new EditPage(words, times);
    }

    @Bean
    Trail trail(Jdbi jdbi) {
        return new Trail(jdbi);
    }

    @Bean
    SignInList signInList(Trail trail, Subjects subjects, Words words, DisplayTime times) {
        return new SignInList(trail, subjects, words, times);
    }

    @Bean
    SignOutEverywhere signOutEverywhere(SignOut signOut, SignInSessions sessions, SignedOutPage page) {
        return new SignOutEverywhere(signOut, sessions, page);
    }

    @Bean
    OwnData ownData(OwnData.Records records, OwnData.Visits visits, Trail trail, Audit audit, DisplayTime times) {
        return new OwnData(records, visits, trail, audit, times);
    }

    @Bean
    OwnData.Records ownDataRecords(Jdbi jdbi, Subjects subjects, OwnRecords own, Consents consents) {
        return new OwnData.Records(subjects, own, consents, new HeldRequests(jdbi));
    }

    @Bean
    OwnData.Visits ownDataVisits(Jdbi jdbi, SubjectIdentifiers identifiers) {
        return new OwnData.Visits(new HeldSessions(jdbi), new HeldGrants(jdbi), identifiers);
    }
}

package dev.tamga.idp.wiring;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.MultipartConfigElement;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

import dev.tamga.ca.verification.CaDirectory;
import dev.tamga.idp.audit.Audit;
import dev.tamga.idp.binding.IdentityHash;
import dev.tamga.idp.binding.KeyNotices;
import dev.tamga.idp.binding.Keys;
import dev.tamga.idp.binding.PrimaryKeys;
import dev.tamga.idp.limit.Limits;
import dev.tamga.idp.mail.Carrier;
import dev.tamga.idp.mail.Mail;
import dev.tamga.idp.mail.MailAddress;
import dev.tamga.idp.mail.SmtpCarrier;
import dev.tamga.idp.mail.SmtpServer;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.secret.MasterKey;
import dev.tamga.idp.unbinding.Claims;
import dev.tamga.idp.unbinding.Filing;
import dev.tamga.idp.unbinding.ResultMail;
import dev.tamga.idp.unbinding.UnbindingDesk;
import dev.tamga.idp.unbinding.UnbindingPages;
import dev.tamga.idp.upload.MultipartGate;
import dev.tamga.idp.upload.UploadFolder;
import dev.tamga.idp.upload.Uploads;
import dev.tamga.idp.web.Issuer;

/** Requests to end a binding, the files that come with them, and mail. */
@Configuration(proxyBeanMethods = false)
class UnbindingWiring {
    private static final Set<String> FORMS_WITH_FILES = Set.of("/unbinding/enterprise", "/unbinding/person");
    /** Of a form's parts what is larger waits on the disk, in the container's own folder, until the request ends. */
    private static final int IN_MEMORY = 4 * 1024;

    /** The container's limits; whatever it would parse has passed the gate. */
    @Bean
    MultipartConfigElement multipartConfig() {
        return new MultipartConfigElement("", MultipartGate.LARGEST_REQUEST, MultipartGate.LARGEST_REQUEST, IN_MEMORY);
    }

    @Bean
    FilterRegistrationBean<MultipartGate> multipartGate() {
        FilterRegistrationBean<MultipartGate> filter =
                new FilterRegistrationBean<>(new MultipartGate(FORMS_WITH_FILES));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 4);
        return filter;
    }

    @Bean
    UploadFolder uploadFolder(TamgaSettings settings, Ids ids, Clock clock) {
        return new UploadFolder(settings.uploadDirectory(), ids, clock);
    }

    /** The demo brings a carrier of its own, which keeps the letters. */
    @Bean(initMethod = "start")
    Mail mail(Jdbi jdbi, ObjectProvider<Carrier> carriers, Mail.Setting setting, TamgaSettings settings) {
        Optional<Carrier> carrier = Optional.ofNullable(carriers.getIfAvailable());
        return new Mail(
                jdbi,
                carrier.or(() -> smtp(settings.mail()).map(server -> new SmtpCarrier(server, setting.clock()))),
                setting);
    }

    @Bean
    Mail.Setting mailSetting(Audit audit, Ids ids, Clock clock, SecureRandom random) {
        return new Mail.Setting(audit, ids, clock, random);
    }

    private static Optional<SmtpServer> smtp(TamgaSettings.Mail mail) {
        if (mail.host() == null || mail.host().isBlank()) {
            return Optional.empty();
        }
        MailAddress from = MailAddress.of(String.valueOf(mail.from())).orElseThrow(() -> new IllegalArgumentException(
                "tamga.mail.from is \"" + mail.from() + "\"; expected a plain address such as ca@example.org"));
        SmtpServer.Tls tls = SmtpServer.Tls.of(mail.tls());
        if (tls == SmtpServer.Tls.UNENCRYPTED) {
            LoggerFactory.getLogger(UnbindingWiring.class).warn(
                    "tamga.mail.tls is dangerously-unencrypted: mail and its password go to {} in clear", mail.host());
        }
        return Optional.of(new SmtpServer(
                mail.host(), mail.port(), tls, given(mail.user()), given(mail.password()), from));
    }

    private static Optional<String> given(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    @Bean
    ResultMail resultMail(Mail mail, MessageSource messages, TamgaSettings settings, Issuer issuer) {
        return new ResultMail(mail, messages, settings.timeZone(), issuer.value() + "/unbinding/status");
    }

    @Bean
    Claims unbindingClaims(Jdbi jdbi, CaDirectory cas, TamgaSettings settings) {
        return new Claims(
                new IdentityHash(MasterKey.decode("TAMGA_IDENTITY_KEY", settings.identityKey())),
                new PrimaryKeys(jdbi), cas.codeExceptions());
    }

    @Bean
    Filing filing(Jdbi jdbi, Claims claims, Filing.Keeping keeping, Filing.Setting setting) {
        return new Filing(jdbi, claims, keeping, setting);
    }

    @Bean
    Filing.Keeping filingKeeping(UploadFolder folder, ResultMail mail, KeyNotices notices) {
        return new Filing.Keeping(new Uploads(), folder, mail, notices);
    }

    @Bean
    Filing.Setting filingSetting(Audit audit, SecureRandom random, Clock clock, Limits limits) {
        return new Filing.Setting(audit, random, clock, limits);
    }

    @Bean
    UnbindingDesk unbindingDesk(Jdbi jdbi, Claims claims, UnbindingDesk.Doing doing, UnbindingDesk.Setting setting) {
        return new UnbindingDesk(jdbi, claims, doing, setting);
    }

    @Bean
    UnbindingDesk.Doing unbindingDoing(Keys keys, UploadFolder folder, ResultMail mail) {
        return new UnbindingDesk.Doing(new ReleasedKeys(keys), folder, mail);
    }

    @Bean
    UnbindingDesk.Setting unbindingSetting(Audit audit, Clock clock, TamgaSettings settings) {
        return new UnbindingDesk.Setting(audit, clock, settings.upload().keptAfterDecision());
    }

    @Bean
    UnbindingPages unbindingPages(Ids ids, TamgaSettings settings, Mail mail) {
        return new UnbindingPages(ids, settings.timeZone(), mail.isDelivered());
    }
}

package dev.tamga.idp.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import dev.tamga.ca.verification.CaDirectory;
import dev.tamga.idp.home.ListedCa;
import dev.tamga.idp.platform.Platforms;
import dev.tamga.idp.portal.Tiles;
import dev.tamga.idp.secret.Hash;
import dev.tamga.idp.secret.Ids;
import dev.tamga.idp.session.SignInSessions;
import dev.tamga.idp.web.CallDialect;
import dev.tamga.idp.web.EarlyHeadersFilter;
import dev.tamga.idp.web.ForwardedHeaderFilter;
import dev.tamga.idp.web.IncidentFilter;
import dev.tamga.idp.web.LanguageCookie;
import dev.tamga.idp.web.MaintenanceFilter;
import dev.tamga.idp.web.PageModel;
import dev.tamga.idp.web.RetryAfterHeader;
import dev.tamga.idp.web.SingleParameters;
import dev.tamga.idp.web.TrustedProxies;
import dev.tamga.idp.web.UnavailableFilter;

/** What every page shares, and the portal. */
@Configuration(proxyBeanMethods = false)
class WebWiring {

    @Bean
    FilterRegistrationBean<EarlyHeadersFilter> earlyHeadersFilter() {
        FilterRegistrationBean<EarlyHeadersFilter> filter = new FilterRegistrationBean<>(new EarlyHeadersFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<ForwardedHeaderFilter> forwardedHeaderFilter(TamgaSettings settings) {
        FilterRegistrationBean<ForwardedHeaderFilter> filter = new FilterRegistrationBean<>(
                new ForwardedHeaderFilter(new TrustedProxies(settings.trustedProxies())));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<IncidentFilter> incidentFilter(Ids ids) {
        FilterRegistrationBean<IncidentFilter> filter = new FilterRegistrationBean<>(new IncidentFilter(ids));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    @Bean
    FilterRegistrationBean<UnavailableFilter> unavailableFilter() {
        FilterRegistrationBean<UnavailableFilter> filter = new FilterRegistrationBean<>(new UnavailableFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return filter;
    }

    @Bean
    FilterRegistrationBean<MaintenanceFilter> maintenanceFilter(TamgaSettings settings) {
        FilterRegistrationBean<MaintenanceFilter> filter = new FilterRegistrationBean<>(
                new MaintenanceFilter(settings.data().resolve("maintenance")));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return filter;
    }

    @Bean
    LocaleResolver localeResolver() {
        return new LanguageCookie();
    }

    @Bean
    WebMvcConfigurer pagesAndFiles(
            SignInSessions sessions, Clock clock, TamgaSettings settings, CaDirectory directory) {
        PageModel model = new PageModel(sessions, clock, settings.timeZone(), locale ->
                directory.list().stream().map(ca -> ListedCa.of(ca, locale)).toList());
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new SingleParameters());
                registry.addInterceptor(new RetryAfterHeader());
                registry.addInterceptor(model).excludePathPatterns("/css/**", "/js/**", "/images/**");
            }

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                for (String folder : new String[] {"css", "js", "images"}) {
                    // Reproducible jars give every file one time, so only its content tells whether it has changed.
                    registry.addResourceHandler("/" + folder + "/**")
                            .addResourceLocations("classpath:/static/" + folder + "/")
                            .setUseLastModified(false)
                            .setEtagGenerator(WebWiring::etag)
                            .setCacheControl(CacheControl.maxAge(Duration.ofMinutes(10)));
                }
            }
        };
    }

    private static String etag(Resource file) {
        try {
            return "\"" + HexFormat.of().formatHex(Hash.sha256(file.getContentAsByteArray()), 0, 12) + "\"";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Templates find it by its type. */
    @Bean
    CallDialect callDialect() {
        return new CallDialect();
    }

    @Bean
    Tiles tiles(Platforms platforms) {
        return new Tiles(platforms);
    }
}

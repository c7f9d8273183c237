package dev.tamga.idp.wiring;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.HeaderWriterFilter;

import dev.tamga.idp.limit.AddressLimitFilter;
import dev.tamga.idp.limit.ClientLimitFilter;
import dev.tamga.idp.web.ReadableFormFilter;

/** What turns away too much, in both chains: behind the headers, which their pages need too, and before all that costs. */
record LimitFilters(ReadableFormFilter form, AddressLimitFilter address, ClientLimitFilter client) {

    void addTo(HttpSecurity http) {
        // Of filters at one place the one that was added first goes first.
        http.addFilterAfter(form, HeaderWriterFilter.class)
                .addFilterAfter(address, HeaderWriterFilter.class)
                .addFilterAfter(client, HeaderWriterFilter.class);
    }
}

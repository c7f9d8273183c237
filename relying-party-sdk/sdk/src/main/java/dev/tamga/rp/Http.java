package dev.tamga.rp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.tamga.rp.LoginFailed.Reason;

/** Calls the provider: no redirects, a deadline, a size limit. Certificates are checked by the JVM's own rules. */
final class Http {

    static final int MAX_ANSWER = 1 << 20;

    private static final ScheduledExecutorService WATCH = watch();

    private final int timeoutMillis;

    Http(Duration timeout) {
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    /** One idle daemon thread for all exchanges of this JVM. */
    private static ScheduledExecutorService watch() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "tamga-rp-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        return watch;
    }

    /** One answer: status, cache lifetime and text. */
    static final class Answer {
        final int status;
        final String text;
        final String cacheControl;

        Answer(int status, String text, String cacheControl) {
            this.status = status;
            this.text = text;
            this.cacheControl = cacheControl;
        }

        boolean isOk() {
            return status == 200;
        }
    }

    Answer get(URI uri, Map<String, String> headers) throws LoginFailed {
        return exchange(uri, headers, null);
    }

    Answer post(URI uri, Map<String, String> headers, Map<String, String> form) throws LoginFailed {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        return exchange(uri, all, form(form).getBytes(StandardCharsets.UTF_8));
    }

    /** application/x-www-form-urlencoded, also used for queries. */
    static String form(Map<String, String> parameters) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> entry : parameters.entrySet()) {
            text.append(text.length() == 0 ? "" : "&")
                    .append(encode(entry.getKey())).append('=').append(encode(entry.getValue()));
        }
        return text.toString();
    }

    static String encode(String text) {
        try {
            return URLEncoder.encode(text, "UTF-8");
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException("Every Java platform has UTF-8", e);
        }
    }

    private Answer exchange(URI uri, Map<String, String> headers, byte[] body) throws LoginFailed {
        long deadline = System.nanoTime() + timeoutMillis * 1_000_000L;
        HttpURLConnection connection = null;
        Future<?> watch = null;
        try {
            connection = open(uri);
            // A read timeout alone does not stop a peer that sends its headers one byte at a time.
            watch = WATCH.schedule(connection::disconnect, timeoutMillis, TimeUnit.MILLISECONDS);
            send(connection, headers, body);
            int status = connection.getResponseCode();
            if (status >= 300 && status < 400) {
                throw new LoginFailed(Reason.ANSWER_REFUSED, uri + " answered with a redirect, which is not followed");
            }
            String text = read(uri, connection, deadline);
            return new Answer(status, text, connection.getHeaderField("Cache-Control"));
        } catch (HttpRetryException e) {
            // The JDK does not give the body of a 401 to a request it must not repeat.
            return new Answer(e.responseCode(), "{}", null);
        } catch (IOException e) {
            throw new LoginFailed(Reason.PROVIDER_UNREACHABLE, uri + " did not answer: " + e, e);
        } finally {
            if (watch != null) {
                watch.cancel(false);
            }
            if (connection != null && System.nanoTime() > deadline) {
                connection.disconnect();
            }
        }
    }

    private HttpURLConnection open(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(timeoutMillis);
        connection.setReadTimeout(timeoutMillis);
        return connection;
    }

    private static void send(HttpURLConnection connection, Map<String, String> headers, byte[] body)
            throws IOException {
        connection.setRequestProperty("Accept", "application/json");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            connection.setRequestProperty(header.getKey(), header.getValue());
        }
        if (body != null) {
            connection.setDoOutput(true);
            // Streaming keeps the JDK from silently repeating a POST: a code presented twice ends its grant.
            connection.setFixedLengthStreamingMode(body.length);
            connection.getOutputStream().write(body);
        }
    }

    private static String read(URI uri, HttpURLConnection connection, long deadline) throws IOException, LoginFailed {
        InputStream stream = connection.getErrorStream();
        if (stream == null && connection.getResponseCode() >= 400) {
            return "";
        }
        stream = stream == null ? connection.getInputStream() : stream;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            bytes.write(buffer, 0, n);
            if (bytes.size() > MAX_ANSWER) {
                connection.disconnect();
                throw new LoginFailed(Reason.ANSWER_REFUSED, uri + " answered with more than " + MAX_ANSWER + " bytes");
            }
            // A read timeout alone does not stop a peer that sends one byte a second.
            if (System.nanoTime() > deadline) {
                connection.disconnect();
                throw new LoginFailed(Reason.PROVIDER_UNREACHABLE, uri + " answers too slowly");
            }
        }
        stream.close();
        return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }
}

package dev.tamga.idp.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a multipart form through to the pages that take files, and to no other. It stands before everything that reads
 * a parameter, for with the first of them the container reads the whole body. What is too large or broken off is read
 * to its end, or the browser would show a broken connection in place of an answer, and sent back to the form.
 */
public final class MultipartGate extends OncePerRequestFilter {
    /** Files that are a little too large still get a message at their field. */
    public static final long LARGEST_REQUEST = 20L << 20;
    /** What follows on the address of the form that is shown again. */
    public static final String PROBLEM = "?problem=";
    public static final String TOO_LARGE = "too-large";
    public static final String INCOMPLETE = "incomplete";

    private static final long MOST_DRAINED = 64L << 20;
    private static final Logger LOG = LoggerFactory.getLogger(MultipartGate.class);

    private final Set<String> paths;

    /** @param paths of the forms, which also take a GET */
    public MultipartGate(Set<String> paths) {
        this.paths = Set.copyOf(paths);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isMultipart(request)) {
            chain.doFilter(request, response);
        } else if (!paths.contains(request.getServletPath()) || !request.getMethod().equals("POST")) {
            // Servlet 6.1 §3.1: once the body is being read, the container takes no parameters from it.
            request.getInputStream();
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        } else if (request.getContentLengthLong() > LARGEST_REQUEST) {
            sendBack(TOO_LARGE, request, response);
        } else if (isReadable(request)) {
            chain.doFilter(request, response);
        } else {
            sendBack(INCOMPLETE, request, response);
        }
    }

    private static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static boolean isReadable(HttpServletRequest request) {
        try {
            request.getParts();
            return true;
        } catch (IOException | ServletException | IllegalStateException e) {
            // The browser went away, the form is malformed or has too many parts, or the disk is full.
            LOG.info("a form with files could not be read: {}", e.getClass().getName());
            return false;
        }
    }

    private static void sendBack(String problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        drain(request);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", request.getServletPath() + PROBLEM + problem);
    }

    private static void drain(HttpServletRequest request) {
        byte[] buffer = new byte[64 * 1024];
        long sum = 0;
        try {
            InputStream in = request.getInputStream();
            for (int read = in.read(buffer); read >= 0 && sum < MOST_DRAINED; read = in.read(buffer)) {
                sum += read;
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("the rest of a form was not sent", e);
        }
    }
}

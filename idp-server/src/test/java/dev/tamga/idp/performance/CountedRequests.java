package dev.tamga.idp.performance;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts what each HTTP request costs the database, and puts a gate before each of its steps. What runs beside the
 * requests, such as the clean-up, is not counted, nor is the reading of the platforms' cache, which any request may do
 * once in 10 seconds and whose failure other requests share for one.
 */
public final class CountedRequests implements BeanPostProcessor, Filter, Ordered {
    private final ThreadLocal<Cost> current = new ThreadLocal<>();
    private final ThreadLocal<Boolean> gated = ThreadLocal.withInitial(() -> false);
    private volatile List<Cost> costs;
    private volatile Gate gate;

    /** Sends requests. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    /** Whether the database does the next step of a request. */
    public interface Gate {
        /** @param sql in lower case; {@code commit} before and after one */
        void step(String sql) throws SQLException;
    }

    /** From now on requests pass it; null: they pass freely. */
    public void put(Gate next) {
        gate = next;
    }

    /** What the calling thread does passes the gate as well, as if it were a request. */
    public <T> T asRequest(Callable<T> work) throws Exception {
        gated.set(true);
        try {
            return work.call();
        } finally {
            gated.remove();
        }
    }

    private void pass(String sql) throws SQLException {
        Gate present = gate;
        if (present != null && gated.get() && !isOfCache(sql)) {
            present.step(sql);
        }
    }

    /** What one request cost, so far. */
    static final class Cost {
        private final String request;
        private int statements;
        private int commits;

        private Cost(String request) {
            this.request = request;
        }

        int statements() {
            return statements;
        }

        int commits() {
            return commits;
        }

        @Override
        public String toString() {
            return request + ": " + statements + " in " + commits;
        }
    }

    /** The costs of the requests that an action sends, in their order. Nobody else may send any. */
    List<Cost> of(Action action) throws Exception {
        costs = new CopyOnWriteArrayList<>();
        try {
            action.run();
            return List.copyOf(costs);
        } finally {
            costs = null;
        }
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        List<Cost> counted = costs;
        if (counted != null) {
            HttpServletRequest http = (HttpServletRequest) request;
            current.set(new Cost(http.getMethod() + " " + http.getRequestURI()));
            // Before the work: the client may have its answer before this method ends.
            counted.add(current.get());
        }
        gated.set(true);
        try {
            chain.doFilter(request, response);
        } finally {
            current.remove();
            gated.remove();
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource dataSource ? new CountedDataSource(dataSource) : bean;
    }

    private final class CountedDataSource extends DelegatingDataSource {
        CountedDataSource(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return counted(super.getConnection());
        }
    }

    private Connection counted(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> {
            boolean commits = method.getName().equals("commit");
            if (commits) {
                pass("commit");
                if (current.get() != null) {
                    current.get().commits++;
                }
            }
            Object result = call(connection, method, arguments);
            if (commits) {
                // It has happened, and whoever asked for it does not learn it.
                pass("commit");
            }
            return result instanceof Statement statement
                    ? counted(statement, method.getReturnType(), arguments)
                    : result;
        });
    }

    private Object counted(Statement statement, Class<?> type, Object[] prepared) {
        return proxy(type, (self, method, arguments) -> {
            boolean commits = false;
            if (method.getName().startsWith("execute")) {
                Object sql = prepared != null && prepared[0] instanceof String given ? given : arguments[0];
                String text = sql.toString().strip().toLowerCase(Locale.ROOT);
                pass(text);
                commits = count(text, statement.getConnection());
            }
            Object result = call(statement, method, arguments);
            if (commits) {
                pass("commit");
            }
            return result;
        });
    }

    /** @return whether it commits by itself: outside a transaction a write does; a lone select has nothing to commit */
    private boolean count(String sql, Connection connection) throws SQLException {
        boolean commits = connection.getAutoCommit() && !sql.startsWith("select");
        Cost cost = current.get();
        if (cost != null && !isOfCache(sql)) {
            cost.statements++;
            cost.commits += commits ? 1 : 0;
        }
        return commits;
    }

    private static boolean isOfCache(String sql) {
        return sql.contains("from platform ") || sql.contains("from platform_secret");
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        ClassLoader loader = CountedRequests.class.getClassLoader();
        return type.cast(Proxy.newProxyInstance(loader, new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

package dev.tamga.idp.platform;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A relying platform as {@code conf/platform/<id>.yml} describes it; the id is its {@code client_id}. What a row of an
 * earlier release does not have is filled in here.
 *
 * @param name by language tag, {@code zh-CN} always present
 * @param operator the body that runs it, as the consent page names it
 * @param systems ids of the platforms behind this tile, for a tile that asks which system is meant
 * @param idTokenSigningAlg of ID tokens, access tokens and logout tokens alike
 * @param keys what private_key_jwt is checked against
 * @param sectorIdentifierUri OpenID Connect Core §8.1: its host is the sector of pairwise identifiers
 */
public record Platform(
        String id,
        Map<String, String> name,
        Group group,
        State state,
        Optional<String> supportPhone,
        Optional<String> operator,
        List<String> systems,
        Admission admission,
        Addresses addresses,
        Set<String> scopes,
        Optional<ClientAuthentication> clientAuthentication,
        String idTokenSigningAlg,
        Pkce pkce,
        Keys keys,
        Demand pushedAuthorizationRequests,
        SubjectType subjectType,
        Optional<String> sectorIdentifierUri,
        TokenRules tokens) {

    public Platform {
        operator = operator == null ? Optional.empty() : operator;
        keys = keys == null ? Keys.NONE : keys;
        pushedAuthorizationRequests =
                pushedAuthorizationRequests == null ? Demand.OPTIONAL : pushedAuthorizationRequests;
        subjectType = subjectType == null ? SubjectType.PUBLIC : subjectType;
        sectorIdentifierUri = sectorIdentifierUri == null ? Optional.empty() : sectorIdentifierUri;
        tokens = tokens == null ? TokenRules.DEFAULT : tokens;
    }

    /** The tab of the portal page. */
    public enum Group {
        REGION,
        EAST,
        WEST,
        OTHER
    }

    /** Whether a sign-in may start. */
    public enum State {
        CONNECTED,
        PLANNED,
        OFF
    }

    /** RFC 7636: whether the platform must send a code challenge. One that was sent is always checked. */
    public enum Pkce {
        REQUIRED,
        NONCE_INSTEAD,
        OPTIONAL
    }

    /** OpenID Connect's token_endpoint_auth_method. */
    public enum ClientAuthentication {
        CLIENT_SECRET_BASIC,
        CLIENT_SECRET_POST,
        PRIVATE_KEY_JWT;

        /** The registered word. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the platform must do what it may do. */
    public enum Demand {
        OPTIONAL,
        REQUIRED
    }

    /** OpenID Connect Core §8. */
    public enum SubjectType {
        PUBLIC,
        PAIRWISE
    }

    /**
     * Public keys of the platform.
     *
     * @param jwks a JWK set (RFC 7517), public keys alone, as JSON
     */
    public record Keys(Optional<String> jwks, Optional<String> jwksUri) {
        static final Keys NONE = new Keys(Optional.empty(), Optional.empty());
    }

    /**
     * Which keys the platform admits; an empty set admits all.
     *
     * @param kinds names of {@link dev.tamga.ca.HolderKind}
     * @param projects issuing projects by CA: each CA numbers its own, and one that is not mentioned is not restricted
     */
    public record Admission(
            Set<String> cas, Set<String> kinds, Set<String> regions, Map<String, Set<String>> projects) {
        static final Admission ALL = new Admission(Set.of(), Set.of(), Set.of(), Map.of());

        public Admission {
            projects = projects == null ? Map.of() : projects;
        }

        /**
         * The rule that a key fails, if any: {@code ca}, {@code kind}, {@code region} or {@code project}.
         *
         * @param region where it was issued, if known
         * @param project for which project, if known
         */
        public Optional<String> refuses(String ca, String kind, Optional<String> region, Optional<String> project) {
            if (!cas.isEmpty() && !cas.contains(ca)) {
                return Optional.of("ca");
            }
            if (!kinds.isEmpty() && !kinds.contains(kind)) {
                return Optional.of("kind");
            }
            boolean elsewhere = !regions.isEmpty() && region.filter(regions::contains).isEmpty();
            if (elsewhere) {
                return Optional.of("region");
            }
            Set<String> admitted = projects.get(ca);
            boolean another = admitted != null && project.filter(admitted::contains).isEmpty();
            return another ? Optional.of("project") : Optional.empty();
        }
    }

    /** Addresses at the platform; each is compared as an exact string. */
    public record Addresses(
            List<String> redirectUris,
            List<String> postLogoutRedirectUris,
            Optional<String> initiateLoginUri,
            Optional<String> backchannelLogoutUri) {}

    /**
     * FAPI 2.0 Security Profile: pushed requests, a key instead of a secret, and tokens that are bound to a key. What
     * that profile forbids beyond is refused to such a platform.
     */
    public boolean isFapi() {
        return pushedAuthorizationRequests == Demand.REQUIRED
                && tokens.dpop() == Demand.REQUIRED
                && clientAuthentication.filter(ClientAuthentication.PRIVATE_KEY_JWT::equals).isPresent();
    }

    /** OpenID Connect Core §8.1: the host within which pairwise identifiers of a subject are one. */
    public String sector() {
        return URI.create(sectorIdentifierUri.orElseGet(() -> addresses.redirectUris().getFirst()))
                .getHost().toLowerCase(Locale.ROOT);
    }

    public boolean isConnected() {
        return state == State.CONNECTED;
    }

    /** The name in a language, zh-CN where there is none. */
    public String name(Locale locale) {
        return locale.getLanguage().equals("en") ? name.getOrDefault("en", name.get("zh-CN")) : name.get("zh-CN");
    }
}

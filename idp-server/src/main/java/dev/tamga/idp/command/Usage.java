package dev.tamga.idp.command;

/** The arguments are wrong; the message says what was found and what was expected. */
final class Usage extends Exception {
    private static final long serialVersionUID = 1;

    static final String TEXT = """
            java -jar idp-server.jar                    starts the server; settings as --name=value
            java -jar idp-server.jar ca check FILE…     says step by step why certificates are accepted or refused
            java -jar idp-server.jar ca list | ca import FILE | keys … | audit verify | outbox … | platform … | notice … | metrics
            java -jar idp-server.jar unbinding list | unbinding show | approve | refuse NUMBER
                                                        asks the running server (--operator NAME, --data DIR)

            ca check FILE… [options]: certificates in PEM, DER or PKCS#7 (P7B)
              --conf DIR           the CAs' configuration (default: conf/ca): issuer, path, profile, revocation, holder
              --anchors DIR        instead: paths to these anchors, and revocation, without any CA's configuration
              --intermediates DIR  with --anchors: candidates for the path
              --crls DIR           revocation by these CRLs alone; a certificate that none covers is refused
              --no-network         asks nobody; without --crls revocation is not checked
              --at TIME            the moment to check for: 2026-11-21T02:00:00Z, or 2026-11-21 (noon in Beijing)
              --json               one JSON object a line for each file, in order
            Exit status: 0 all were accepted, 1 any was refused, 2 the arguments are wrong.
            """;

    Usage(String message) {
        super(message, null, false, false);
    }
}

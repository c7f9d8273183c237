package dev.tamga.forge.demo;

/**
 * Who a demo key was issued to. Nobody of them exists.
 *
 * @param company the organisation; empty for a natural person
 * @param creditCode unified social credit code; empty for a natural person
 * @param person the legal representative, or the natural person
 * @param identityNumber empty where the certificate names no person
 * @param province as the certificate's ST
 * @param city as the certificate's L
 */
public record DemoHolder(
        Kind kind,
        String company,
        String creditCode,
        String person,
        String identityNumber,
        String province,
        String city) {
    /** What the CA issued. */
    public enum Kind {
        ENTERPRISE,
        LEGAL_REPRESENTATIVE,
        PERSON
    }

    static final String HOME = "内蒙古自治区";

    static DemoHolder enterprise(String company, String creditCode, String person, String city) {
        return new DemoHolder(Kind.ENTERPRISE, company + "（演示）", creditCode, person, "", HOME, city);
    }

    static DemoHolder person(String person, String identityNumber, String city) {
        return new DemoHolder(Kind.PERSON, "", "", person + "（演示）", identityNumber, HOME, city);
    }

    DemoHolder legalRepresentative(String identityNumber) {
        return new DemoHolder(
                Kind.LEGAL_REPRESENTATIVE, company, creditCode, person, identityNumber, province, city);
    }

    DemoHolder elsewhere(String otherProvince) {
        return new DemoHolder(kind, company, creditCode, person, identityNumber, otherProvince, city);
    }

    /** The subject's name as the certificate writes it. */
    public String name() {
        return kind == Kind.ENTERPRISE ? company : person;
    }

    @Override
    public String toString() {
        return "DemoHolder[" + kind + " " + name() + "]";
    }
}

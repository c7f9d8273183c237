package dev.tamga.ca;

/** Who a certificate was issued to. */
public enum HolderKind {
    /** 机构证书 (企业锁): the organisation itself. */
    ENTERPRISE,
    /**
     * 机构个人证书: a person inside an organisation (legal representative, 法人锁, or employee). Never acts as the enterprise.
     */
    ORGANIZATION_PERSON,
    /** 个人证书: a natural person. */
    PERSON
}

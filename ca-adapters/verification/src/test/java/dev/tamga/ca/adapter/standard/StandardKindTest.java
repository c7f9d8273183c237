package dev.tamga.ca.adapter.standard;

import dev.tamga.ca.adapter.AdapterContract;
import dev.tamga.ca.verification.ForgedCa;

/** {@code adapter: standard} keeps the contract. */
class StandardKindTest implements AdapterContract {

    @Override
    public ForgedCa ca() {
        return new ForgedCa();
    }

    @Override
    public String code() {
        return ForgedCa.CODE;
    }

    @Override
    public String name() {
        return "青城公司";
    }

    @Override
    public String identityExtension() {
        return ForgedCa.CODE_OID;
    }
}
